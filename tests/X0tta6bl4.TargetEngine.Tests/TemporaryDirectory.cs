namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>A directory that lives as long as its test. Its name has a blank, as those of users do.</summary>
sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("target engine ").FullName;

    public string this[string relative] => System.IO.Path.Join(Path, relative);

    public void Write(string relative, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], content);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
