namespace Nuke.Common.Execution;

/// <summary>
/// Remembers which targets succeeded, for <c>--continue</c>. Another run in the same root may overwrite it: this is a
/// convenience, and a failure to write it is none of the build.
/// </summary>
internal sealed class BuildAttempt
{
    readonly string path;
    readonly List<string> lines;

    /// <param name="root">The root directory.</param>
    /// <param name="arguments">The command line; as in NUKE, only the words without a dash tell one invocation from another.</param>
    /// <param name="resume">Whether the previous attempt is continued.</param>
    public BuildAttempt(string root, IEnumerable<string> arguments, bool resume)
    {
        path = Path.Join(root, ".nuke", "temp", "build-attempt.log");
        lines = [string.Join(' ', arguments.Where(argument => !argument.StartsWith('-')))];
        var previous = resume && File.Exists(path) ? File.ReadAllLines(path) : [];
        HasChanged = previous.Length > 0 && previous[0] != lines[0];
        if (previous.Length > 0 && !HasChanged)
            lines.AddRange(previous.Skip(1));
    }

    /// <summary>Whether there was an attempt, but with other arguments.</summary>
    public bool HasChanged { get; }

    public bool Contains(ExecutableTarget target) => lines.IndexOf(target.Name, 1) >= 0;

    public void Add(ExecutableTarget target)
    {
        lines.Add(target.Name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            using var writer = new StreamWriter(file);
            lines.ForEach(writer.WriteLine);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
