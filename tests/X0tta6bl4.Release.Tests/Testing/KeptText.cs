using X0tta6bl4.Release.Tests.Runbooks;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Texts kept beside the tests. When one differs, the new text is written beside the test program, to be looked at and copied over.</summary>
static class KeptText
{
    /// <summary>Compares a text with a file below this project's folder.</summary>
    public static void Same(string path, string actual)
    {
        var received = Path.Combine(AppContext.BaseDirectory, "received", path);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, actual);
        Assert.Equal(RepositoryFiles.Read("tests", "X0tta6bl4.Release.Tests", path), actual);
        File.Delete(received);
    }
}
