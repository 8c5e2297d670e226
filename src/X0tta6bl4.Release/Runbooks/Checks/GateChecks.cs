using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold within a gate.</summary>
/// <param name="findings">Where mistakes go.</param>
internal sealed class GateChecks(Findings findings)
{
    static readonly string[] Policies = ["onInconclusive", "onNoEvidence"];

    /// <summary>Checks one gate.</summary>
    public void Check(Gate gate)
    {
        if (gate.Samples is null)
        {
            Without(gate, "leastSamples");
            Without(gate, "sampleAgeAtMost");
        }

        if (gate is { Series: not null, Limit.NeedsBaseline: true })
        {
            findings.Add(findings.At(gate, "series"), "a comparison with the baseline is about one series; aggregate the query, or expect an absolute amount");
        }

        if (gate.Failed is { } rule && rule.AtLeast > rule.Of)
        {
            findings.Add(findings.At(gate, "failed"), $"{rule.AtLeast} of {rule.Of} answers can never be; 'atLeast' is at most 'of'");
        }

        if (gate.Interval > gate.Window && !findings.Knows(findings.At(gate, "interval")) && !findings.Knows(findings.At(gate, "window")))
        {
            findings.Add(findings.At(gate, "interval"), $"what happens between two questions would never be seen; 'interval' is at most the window, {DurationText.Format(gate.Window)}");
        }

        foreach (var key in Policies.Where(key => gate.Optional && findings.Has(gate, key)))
        {
            findings.Add(findings.At(gate, key), $"'optional' says already that missing evidence does not stop the release; remove it, or remove '{key}'");
        }
    }

    void Without(Gate gate, string key)
    {
        if (findings.Has(gate, key) && !findings.Has(gate, "samples"))
        {
            findings.Add(findings.At(gate, key), $"'{key}' means nothing without 'samples', which says whose samples are counted");
        }
    }
}
