using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold for the probes of public endpoints.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class AvailabilityChecks(Runbook runbook, Findings findings)
{
    static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Checks them all.</summary>
    public void Run()
    {
        var known = new KnownNames(runbook, findings);
        Twice.Report(runbook.Availability.Select(probe => probe.Endpoint), index => findings.At(runbook.Availability[index].Request, "endpoint"), "a probe of endpoint", findings);
        foreach (var probe in runbook.Availability)
        {
            known.Endpoint(probe.Endpoint, () => findings.At(probe.Request, "endpoint"));
            if (!probe.Request.Json.IsEmpty)
            {
                findings.Add(findings.At(probe.Request, "json"), "a probe is judged by its status; remove 'json', or check the answer's content with an http check");
            }

            if (probe.FailedAtMost > 1)
            {
                findings.Add(findings.At(probe, "failedAtMost"), "a share is at most 100%; write for example 1%");
            }

            if (probe.Timeout > LongestTimeout)
            {
                findings.Add(findings.At(probe, "timeout"), "a probe waits at most 30s for its answer, because a stage ends only when its probes have");
            }
        }
    }
}
