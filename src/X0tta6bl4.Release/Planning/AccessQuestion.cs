namespace X0tta6bl4.Release.Planning;

/// <summary>Whether this user may do something; answered by a SelfSubjectAccessReview.</summary>
/// <param name="Verb">The verb: <c>get</c>, <c>patch</c>, <c>create</c> and so on.</param>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Resource">Plural resource name, with a subresource behind a slash: <c>deployments</c>, <c>pods/exec</c>.</param>
/// <param name="Namespace">Namespace; empty for resources of the whole cluster.</param>
public sealed record AccessQuestion(string Verb, string Group, string Resource, string Namespace)
{
    /// <summary>The object's name; empty for any.</summary>
    public string Name { get; init; } = "";

    /// <summary>The question as an operator would put it: <c>patch deployments.apps in x0tta6bl4-system</c>.</summary>
    public override string ToString() => $"{Verb} {Resource}{(Group.Length > 0 ? "." + Group : "")}{(Name.Length > 0 ? " of " + Name : "")}{(Namespace.Length > 0 ? " in " + Namespace : "")}";
}
