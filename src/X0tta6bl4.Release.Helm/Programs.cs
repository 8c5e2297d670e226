namespace X0tta6bl4.Release.Helm;

/// <summary>Programs by PATH.</summary>
static class Programs
{
    /// <summary>The program that gives a command a session of its own, where there is one: part of util-linux.</summary>
    public static string? Session { get; } = OperatingSystem.IsLinux() ? Find("setsid") : null;

    /// <summary>The file of a program, or null. Asked before the start: <c>setsid</c> would start anyway, and fail in words of its own.</summary>
    public static string? Find(string name)
    {
        if (name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || OperatingSystem.IsWindows())
        {
            return OperatingSystem.IsWindows() || File.Exists(name) ? name : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
