using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>A load script on disk, with the files that it names beside it.</summary>
public static class ScriptFile
{
    /// <summary>Reads a script.</summary>
    /// <param name="path">Path of the script.</param>
    /// <param name="shownName">How problems name it.</param>
    /// <param name="target">Base URL in place of the script's own; null for that.</param>
    /// <returns>The load; null when the file itself cannot be read.</returns>
    public static Checked<ScriptLoad>? Read(string path, string shownName, string? target)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return TextOf(path) is { } text
            ? ScriptLoad.Read(text, shownName, target, environment: null, name => TextOf(Path.Combine(folder, name)), Environment.GetEnvironmentVariable)
            : null;
    }

    static string? TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
