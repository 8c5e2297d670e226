namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>Content of the registry under its digest.</summary>
internal sealed record Blob(string MediaType, string Digest, ReadOnlyMemory<byte> Content);
