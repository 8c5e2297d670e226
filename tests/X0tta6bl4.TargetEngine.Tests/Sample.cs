namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>The sample build, ready to run in a root directory of its own.</summary>
sealed class Sample : IDisposable
{
    static readonly string Program = Path.GetFullPath(
        Path.Join(AppContext.BaseDirectory, "..", "..", "X0tta6bl4.TargetEngine.Sample", "debug", "X0tta6bl4.TargetEngine.Sample.dll"));

    readonly TemporaryDirectory root = new();

    public Sample(string build = "")
    {
        Environment["SAMPLE_BUILD"] = build;
        root.Write(".nuke/parameters.json", "{}");
    }

    public TemporaryDirectory Root => root;

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The working directory, relative to the root.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Runs it with arguments separated by blanks.</summary>
    public Task<ProcessResult> Run(string arguments = "") => Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public async Task<ProcessResult> Run(string[] arguments)
    {
        using var process = Start(arguments);
        return await process.End();
    }

    /// <summary>Runs it on a pseudo terminal.</summary>
    public async Task<ProcessResult> RunOnTerminal(string arguments)
    {
        using var process = RunningProcess.Start("/usr/bin/script", ["-qec", $"dotnet '{Program}' {arguments}", "/dev/null"],
            root[Directory], Environment);
        return await process.End();
    }

    public RunningProcess Start(params string[] arguments) =>
        RunningProcess.Start("dotnet", [Program, .. arguments], root[Directory], Environment);

    public void Dispose() => root.Dispose();
}
