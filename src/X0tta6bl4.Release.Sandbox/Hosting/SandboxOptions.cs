using System.Globalization;
using X0tta6bl4.Release.Sandbox.Estates;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>What the command line says.</summary>
internal sealed record SandboxOptions
{
    public const string Usage =
        "usage: X0tta6bl4.Release.Sandbox --state DIR [--reset] [--scenario NAME] [--speed N] [--idle-timeout 30m] [--version-installed 2.3.0] [--edges CLUSTERSxWORKLOADS]\n"
        + "       X0tta6bl4.Release.Sandbox --list-scenarios";

    /// <summary>Where state is kept and the estate is described.</summary>
    public string StateDirectory { get; init; } = "";

    /// <summary>Whether kept state is thrown away.</summary>
    public bool IsReset { get; init; }

    /// <summary>The scenario, or null for the one before (at first <c>happy</c>).</summary>
    public string? Scenario { get; init; }

    /// <summary>How many times as fast simulated time passes; default 1, 0.01 to 1000.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>After how long without a request the process ends; default 30 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The version that a new estate runs; default 2.3.0.</summary>
    public string InstalledVersion { get; init; } = "2.3.0";

    /// <summary>Clusters beyond the three, or null for those of the saved state (at first none).</summary>
    public EdgeFleet? Edges { get; init; }

    public bool ListsScenarios { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <returns>The options, or null and what is wrong.</returns>
    public static (SandboxOptions? Options, string? Problem) Parse(IReadOnlyList<string> arguments)
    {
        var options = new SandboxOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name is "--reset" or "--list-scenarios")
            {
                options = name == "--reset" ? options with { IsReset = true } : options with { ListsScenarios = true };
                continue;
            }

            if (++i == arguments.Count)
            {
                return (null, $"{name} needs a value, or is unknown");
            }

            if (name == "--scenario" && Scenarios.ScenarioTable.Find(arguments[i]) is null)
            {
                return (null, $"there is no scenario {arguments[i]}; --list-scenarios names them");
            }

            if (options.With(name, arguments[i]) is not { } next)
            {
                return (null, $"{name} {arguments[i]} is not understood");
            }

            options = next;
        }

        return options.StateDirectory.Length == 0 && !options.ListsScenarios ? (null, "--state DIR is missing") : (options, null);
    }

    SandboxOptions? With(string name, string value) => name switch
    {
        "--state" when value.Length > 0 => this with { StateDirectory = Path.GetFullPath(value) },
        "--scenario" => this with { Scenario = value },
        "--speed" when double.TryParse(value, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.01 and <= 1000 => this with { Speed = speed },
        "--idle-timeout" when Duration(value) is { } timeout => this with { IdleTimeout = timeout },
        "--version-installed" when Version.TryParse(value, out _) => this with { InstalledVersion = value },
        "--edges" when EdgeFleet.Parse(value) is { } edges => this with { Edges = edges },
        _ => null,
    };

    static TimeSpan? Duration(string text) =>
        text.Length > 1 && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out var number) && number > 0 ? text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        }
        : null;
}
