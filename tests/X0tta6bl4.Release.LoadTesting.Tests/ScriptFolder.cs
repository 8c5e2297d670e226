using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests;

/// <summary>A script and its payload on disk, as a release finds them.</summary>
sealed class ScriptFolder : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("load-script-").FullName;

    public ScriptFolder(string script)
    {
        File.WriteAllText(Path.Combine(folder, "shop.yaml"), script);
        File.WriteAllText(Path.Combine(folder, "users.csv"), "anna\nboris\nclara\n");
    }

    /// <summary>A run of the script as it is now.</summary>
    public LoadScriptRun Run(Uri target, TimeSpan duration) => new(
        Path.Combine(folder, "shop.yaml"), "load-tests/shop.yaml", ScriptFile.Read(Path.Combine(folder, "shop.yaml"), "shop.yaml", target.AbsoluteUri)!.Value!.Hash, target, duration, Path.Combine(folder, "loads", "shop"));

    public void Append(string file, string text) => File.AppendAllText(Path.Combine(folder, file), text);

    public IEnumerable<string?> Results() => Directory.GetFiles(Path.Combine(folder, "loads", "shop")).Select(Path.GetFileName).Order();

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
