using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold for the watch after a release.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class WatchChecks(Runbook runbook, Findings findings)
{
    /// <summary>Checks it.</summary>
    public void Run()
    {
        if (runbook.Watch.LeastEvidence > 1)
        {
            findings.Add(findings.At(runbook.Watch, "leastEvidence"), "a share is at most 100%; write for example 90%");
        }
    }
}
