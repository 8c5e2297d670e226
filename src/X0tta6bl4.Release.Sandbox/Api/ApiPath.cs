using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>A request path below a resource.</summary>
/// <param name="Kind">The kind of the resource.</param>
/// <param name="Namespace">The namespace, or an empty text for all or none.</param>
/// <param name="Name">The object's name, or null for the collection.</param>
/// <param name="Subresource">The part of the object, or null for the whole.</param>
internal sealed record ApiPath(ResourceKind Kind, string Namespace, string? Name, string? Subresource)
{
    /// <summary>Reads <c>/api/v1/…</c> and <c>/apis/GROUP/VERSION/…</c>; null when it names no resource of the table.</summary>
    public static ApiPath? Parse(string path)
    {
        var parts = path.Trim('/').Split('/');
        return parts switch
        {
            ["api", var version, .. var rest] => Parse("", version, rest),
            ["apis", var group, var version, .. var rest] => Parse(group, version, rest),
            _ => null,
        };
    }

    static ApiPath? Parse(string group, string version, string[] parts)
    {
        var isNamespaced = parts is ["namespaces", _, _, ..] && parts[2] is not ("status" or "finalize");
        var (ns, rest) = isNamespaced ? (parts[1], parts[2..]) : ("", parts);
        return rest is [var plural, ..] && rest.Length <= 3 && ResourceKinds.Find(group, version, plural) is { } kind && (kind.Namespaced || !isNamespaced)
            ? new(kind, ns, rest.ElementAtOrDefault(1), rest.ElementAtOrDefault(2)) : null;
    }
}
