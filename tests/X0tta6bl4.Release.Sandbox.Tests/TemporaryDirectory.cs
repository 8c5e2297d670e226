namespace X0tta6bl4.Release.Sandbox.Tests;

/// <summary>A directory for the length of a test.</summary>
sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sandbox-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
