using X0tta6bl4.Release.LoadTesting.Scripts;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.LoadTesting.Tests.Scripts;

/// <summary>Short scripts for tests.</summary>
internal static class ScriptText
{
    public const string Csv = "id,name\n7,Ada\n8,\"Grace, Hopper\"\n";

    public static Checked<LoadScript> Read(string text, string? target = null, string? environment = null) => LoadScriptReader.Read(text, new LoadScriptSource("load.yaml")
    {
        Target = target,
        Environment = environment,
        ReadFile = path => path == "users.csv" ? Csv : null,
        ReadVariable = name => name == "RATE" ? "12" : null,
    });

    public static LoadScript Valid(string text, string? environment = null)
    {
        var read = Read(text, environment: environment);
        Assert.True(read.IsValid, string.Join('\n', read.Problems));
        return read.Value;
    }

    /// <summary>A script of one scenario; the flow's lines begin with a dash.</summary>
    public static string Flow(string flow, string config = "") =>
        $"config:\n  target: http://host.test/\n{Indented(config, 2)}scenarios:\n  - flow:\n{Indented(flow, 6)}";

    public static VirtualUser User(string flow, string config = "") => Run(flow, config).NewUser();

    public static ScriptRun Run(string flow, string config = "") => new(Valid(Flow(flow, config)), new Random(1));

    static string Indented(string text, int blanks) =>
        string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new string(' ', blanks) + line + "\n"));
}
