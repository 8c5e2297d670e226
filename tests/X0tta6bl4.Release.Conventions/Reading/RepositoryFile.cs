namespace X0tta6bl4.Release.Conventions.Reading;

/// <summary>A file of the repository.</summary>
/// <param name="Path">Path from the root, with slashes.</param>
/// <param name="FullPath">Where it is on this machine.</param>
sealed record RepositoryFile(string Path, string FullPath)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public string Text => File.ReadAllText(FullPath);

    public string[] Lines => File.ReadAllLines(FullPath);

    /// <summary>Programs and pictures have a zero byte; text has none.</summary>
    public bool IsText => !File.ReadAllBytes(FullPath).Contains((byte)0);

    public override string ToString() => Path;
}
