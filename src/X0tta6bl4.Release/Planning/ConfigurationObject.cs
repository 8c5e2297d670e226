namespace X0tta6bl4.Release.Planning;

/// <summary>A ConfigMap or a Secret that pods take their configuration from, in their own namespace.</summary>
/// <param name="Kind"><c>ConfigMap</c> or <c>Secret</c>.</param>
/// <param name="Name">Object name.</param>
public sealed record ConfigurationObject(string Kind, string Name)
{
    /// <summary>Kind and name as messages have them: <c>secret tls</c>.</summary>
    public override string ToString() => $"{Kind.ToLowerInvariant()} {Name}";
}
