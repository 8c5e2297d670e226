using System.Xml.Linq;

namespace X0tta6bl4.Release.Conventions.Reading;

/// <summary>What a project says it uses.</summary>
/// <param name="File">The project file.</param>
/// <param name="Content">Its content.</param>
sealed record ProjectFile(RepositoryFile File, XElement Content)
{
    public string Name => Path.GetFileNameWithoutExtension(File.Path);

    /// <summary>Names of the projects whose types it may use; those that are only compiled with it do not count.</summary>
    public IEnumerable<string> Projects => Content.Descendants("ProjectReference")
        .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
        .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))
        .Order(StringComparer.Ordinal);

    public IEnumerable<string> Packages => Content.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!).Order(StringComparer.Ordinal);

    public override string ToString() => Name;

    /// <summary>All projects, or those below a folder of the root.</summary>
    public static IReadOnlyList<ProjectFile> All(params string[] folders) =>
        [.. Repository.Files(".csproj").Where(file => folders.Length == 0 || folders.Any(folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)))
            .Select(file => new ProjectFile(file, XElement.Parse(file.Text)))];
}
