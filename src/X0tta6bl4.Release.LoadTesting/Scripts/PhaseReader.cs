using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads <c>config.phases</c>.</summary>
internal static class PhaseReader
{
    const int Most = 1_000_000;

    static readonly ImmutableArray<string> Keys = ["name", "duration", "arrivalRate", "rampTo", "arrivalCount", "maxVusers", "pause", "mode"];
    static readonly ImmutableArray<string> Modes = ["uniform", "poisson"];

    /// <summary>The phases; as in Artillery, one user when the script gives none.</summary>
    public static ImmutableArray<LoadPhase> Read(ScriptReading reading, MapReader? config)
    {
        if (config?["phases"] is not { } phases)
        {
            return [new LoadPhase { Duration = TimeSpan.FromSeconds(1), Count = 1 }];
        }

        if (phases is YamlElement.List { Items.IsEmpty: true })
        {
            reading.Findings.Add(phases.At, "expected at least one phase");
        }

        return [.. config.Items("phases", "phases").Select(phase => ReadPhase(reading, phase)).OfType<LoadPhase>()];
    }

    static LoadPhase? ReadPhase(ScriptReading reading, YamlElement element)
    {
        if (MapReader.Open(reading, element, "a phase", Keys) is not { } phase)
        {
            return null;
        }

        var name = phase.Text("name");
        return phase["pause"] is not null ? ReadPause(reading, phase, name) : ReadArrivals(reading, phase, name);
    }

    static LoadPhase? ReadPause(ScriptReading reading, MapReader phase, string? name)
    {
        foreach (var (key, _) in phase.Map.Entries.Where(entry => entry.Key.Text is "duration" or "arrivalRate" or "rampTo" or "arrivalCount" or "maxVusers" or "mode"))
        {
            reading.Findings.Add(key.At, $"'{key.Text}' does nothing beside pause; a pause has its own time");
        }

        return phase.Time("pause") is { } time ? new LoadPhase { Name = name, Duration = time } : null;
    }

    static LoadPhase? ReadArrivals(ScriptReading reading, MapReader phase, string? name)
    {
        var duration = phase.Time("duration");
        var rate = phase.Number("arrivalRate", 0, Most);
        var ramp = phase.Number("rampTo", 0, Most);
        var count = phase.Whole("arrivalCount", 1, Most);
        var most = phase.Whole("maxVusers", 1, Most);
        var poisson = IsPoisson(reading, phase);
        CheckTogether(reading, phase);
        if (duration is not { } lasts || (rate is null && count is null))
        {
            return null;
        }

        return rate is 0 && ramp is null
            ? new LoadPhase { Name = name, Duration = lasts }
            : new LoadPhase { Name = name, Duration = lasts, From = rate ?? 0, To = ramp ?? rate ?? 0, Count = count, MostUsers = most, Poisson = poisson };
    }

    static void CheckTogether(ScriptReading reading, MapReader phase)
    {
        if (phase["duration"] is null)
        {
            reading.Findings.Add(phase.Map.Start, "a phase needs a duration");
        }

        if (phase["arrivalRate"] is null && phase["arrivalCount"] is null)
        {
            reading.Findings.Add(phase.Map.Start, "a phase needs arrivalRate, arrivalCount or pause");
        }
        else if (phase["arrivalRate"] is not null && phase["arrivalCount"] is { } count)
        {
            reading.Findings.Add(count.At, "a phase has arrivalRate or arrivalCount, not both");
        }

        if (phase["rampTo"] is { } ramp && phase["arrivalRate"] is null)
        {
            reading.Findings.Add(ramp.At, "rampTo needs an arrivalRate to start from");
        }
    }

    static bool IsPoisson(ScriptReading reading, MapReader phase)
    {
        if (phase.Text("mode") is not { } mode)
        {
            return false;
        }

        var at = phase["mode"]!.At;
        if (!Modes.Contains(mode))
        {
            reading.Findings.Add(at, $"unknown mode '{mode}'; allowed are {string.Join(", ", Modes)}", Nearest.Hint(mode, Modes));
        }
        else if (mode == "poisson" && (phase["rampTo"] is not null || phase["arrivalCount"] is not null))
        {
            reading.Findings.Add(at, "mode: poisson goes with a constant arrivalRate");
        }

        return mode == "poisson";
    }
}
