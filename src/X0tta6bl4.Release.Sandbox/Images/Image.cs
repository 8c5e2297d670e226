namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>One tag of the registry.</summary>
/// <param name="Repository">For example <c>x0tta6bl4/api-gateway</c>.</param>
/// <param name="Tag">For example <c>2.3.1</c>.</param>
/// <param name="Digest">The digest of its index.</param>
/// <param name="Mode">How the program in it behaves.</param>
/// <param name="Size">Bytes that a node pulls.</param>
internal sealed record Image(string Repository, string Tag, string Digest, ImageMode Mode, long Size)
{
    /// <summary>The component's name, the last part of the repository.</summary>
    public string Component => Repository[(Repository.LastIndexOf('/') + 1)..];
}
