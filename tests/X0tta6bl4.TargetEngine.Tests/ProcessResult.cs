namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>What a process has left.</summary>
sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>What the bodies of the sample's targets have printed, in order.</summary>
    public IReadOnlyList<string> Ran => Marked("ran ");

    public IReadOnlyList<string> Hooks => Marked("hook ");

    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The status of a target in the summary; empty if it is not there.</summary>
    public string StatusOf(string target) => RowOf(target).ElementAtOrDefault(1) ?? "";

    public string[] RowOf(string target) =>
        Output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .LastOrDefault(words => words.Length > 1 && words[0] == target) ?? [];

    List<string> Marked(string mark) =>
        [.. Output
            .Split('\n')
            .Where(line => line.StartsWith(mark, StringComparison.Ordinal))
            .Select(line => line[mark.Length..].TrimEnd())];
}
