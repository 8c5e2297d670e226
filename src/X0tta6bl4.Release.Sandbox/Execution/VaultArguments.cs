using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>The words of a vault command: what is no flag, and the flags that matter here.</summary>
/// <param name="Words">Subcommand and arguments.</param>
/// <param name="Format">How to print: <c>table</c> or <c>json</c>.</param>
/// <param name="Address">The server that is asked.</param>
/// <param name="Problem">What is wrong with the command line, or null.</param>
internal sealed record VaultArguments(ImmutableArray<string> Words, string Format, string Address, string? Problem)
{
    public const string DefaultAddress = "http://127.0.0.1:8200";

    static readonly string[] Switches = ["tls-skip-verify", "non-interactive", "no-color"];
    static readonly string[] Ignored = ["ca-cert", "ca-path", "client-cert", "client-key", "namespace", "ns", "tls-server-name"];

    public static VaultArguments Parse(IReadOnlyList<string> words)
    {
        var parsed = new VaultArguments([], "table", DefaultAddress, null);
        var rest = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith('-'))
            {
                rest.Add(words[i]);
                continue;
            }

            var (name, value) = words[i].TrimStart('-').Split('=', 2) is [var n, var v] ? (n, v) : (words[i].TrimStart('-'), null);
            if (value is null && !Switches.Contains(name) && i + 1 < words.Count)
            {
                value = words[++i];
            }

            parsed = parsed.With(name, value);
        }

        return parsed with { Words = [.. rest] };
    }

    VaultArguments With(string name, string? value) => name switch
    {
        "format" when value is "table" or "json" => this with { Format = value },
        "format" => this with { Problem = $"Invalid output format: {value}" },
        "address" when value is not null => this with { Address = value },
        _ when Switches.Contains(name) || (value is not null && Ignored.Contains(name)) => this,
        _ => this with { Problem = $"flag provided but not defined: -{name}" },
    };
}
