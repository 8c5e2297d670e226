using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Objects;

/// <summary>One row of the kind table: all that the generic verbs need to know of a kind.</summary>
internal sealed class ResourceKind
{
    public required string Group { get; init; }

    public required string Version { get; init; }

    public required string Kind { get; init; }

    public required string Plural { get; init; }

    public ImmutableArray<string> ShortNames { get; init; } = [];

    public bool Namespaced { get; init; } = true;

    /// <summary>Whether status has a subresource of its own: writes of the object leave it alone, and the reverse.</summary>
    public bool HasStatus { get; init; }

    public bool HasScale { get; init; }

    /// <summary>Whether metadata.generation counts the changes of spec.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>Whether an update must name the resourceVersion it is based on.</summary>
    public bool NeedsVersion { get; init; }

    /// <summary>Listed under <c>kubectl get all</c>.</summary>
    public bool InAll { get; init; }

    /// <summary>Answers on creation and is never stored.</summary>
    public bool IsReview { get; init; }

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The name in messages, for example <c>deployments.apps</c>.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Whether objects of the kind have such a part.</summary>
    public bool Has(string subresource) => subresource switch
    {
        "status" => HasStatus,
        "scale" => HasScale,
        "log" or "exec" => this == ResourceKinds.Pods,
        "finalize" => this == ResourceKinds.Namespaces,
        _ => false,
    };

    public override string ToString() => QualifiedName;
}
