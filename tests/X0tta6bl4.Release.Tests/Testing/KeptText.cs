using X0tta6bl4.Release.Tests.Runbooks;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Texts kept beside the tests. When one differs, the new text is written beside the test program, to be looked at and copied over.</summary>
static class KeptText
{
    /// <summary>Compares a text with a file below this project's folder.</summary>
    public static void Same(string path, string actual) => Same(path, Path.Combine("tests", "X0tta6bl4.Release.Tests", path), actual);

    /// <summary>Compares a text with a file of the repository that is made of the code.</summary>
    public static void SameInRepository(string path, string actual) => Same(Path.GetFileName(path), path, actual);

    static void Same(string path, string kept, string actual)
    {
        var received = Path.Combine(AppContext.BaseDirectory, "received", path);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, actual);
        Assert.Equal(RepositoryFiles.Read(kept), actual);
        File.Delete(received);
    }
}
