namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>The shipped runbook, cut down for tests that run it often.</summary>
static class ShortRunbook
{
    /// <summary>Without load and gates, whose windows take their time.</summary>
    public static string WithoutMeasuring(string runbook) =>
        runbook[..runbook.IndexOf("      loads: #", StringComparison.Ordinal)] + "\n" + runbook[runbook.IndexOf("# What people do after", StringComparison.Ordinal)..];

    /// <summary>The same, and the way back waits less long for a helm that may be at work on vault: as long as that one may take.</summary>
    public static string WithoutMeasuringAndWaiting(string runbook)
    {
        const string Values = "    values: k8s/security/vault-values.yaml\n    timeout: ";
        return WithoutMeasuring(runbook).Replace(Values + "5m", Values + "45s", StringComparison.Ordinal);
    }
}
