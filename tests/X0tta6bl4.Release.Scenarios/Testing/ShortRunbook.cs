using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>The shipped runbook, cut down for tests that run it often.</summary>
static partial class ShortRunbook
{
    const string Loads = "      scripts: #";

    /// <summary>A checkout with a sandbox, for tests of anything but measuring.</summary>
    public static async Task<Checkout> CheckoutAsync(string scenario = "happy", int speed = 10)
    {
        var checkout = await Checkout.WithSandboxAsync(scenario, speed);
        checkout.ChangeRunbook(WithoutMeasuring);
        return checkout;
    }

    /// <summary>Without load, gates, guards and probes, whose windows take their time, and for which a machine that is busy with other tests is too slow.</summary>
    public static string WithoutMeasuring(string runbook) => runbook.Contains(Loads, StringComparison.Ordinal)
        ? WithoutGuards(runbook[..runbook.IndexOf(Loads, StringComparison.Ordinal)]) + "\n" + runbook[runbook.IndexOf("# What people do after", StringComparison.Ordinal)..]
        : runbook;

    /// <summary>Without gates that are asked beside the steps of a stage, so that what they would stop comes to its proof.</summary>
    public static string WithoutGuards(string runbook) => Guards().Replace(runbook, "");

    /// <summary>Without load tests, for which a machine that is busy with other things is too slow; what Prometheus measures is still asked.</summary>
    public static string WithoutLoads(string runbook) => LoadScripts().Replace(runbook, "");

    /// <summary>The same without probes, of which a busy machine sends some too late to show anything.</summary>
    public static string WithoutLoadsAndProbes(string runbook) => Probes().Replace(WithoutLoads(runbook), "");

    /// <summary>Without measuring, and the way back waits less long for a helm that may be at work on a chart: as long as that one may take.</summary>
    public static string WithoutMeasuringAndWaiting(string runbook) => ChartTimeout().Replace(WithoutMeasuring(runbook), "${values}45s");

    [GeneratedRegex(@"^    guards: .*\n", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Guards();

    [GeneratedRegex(@"^      scripts: .*\n(        - .*\n)+", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoadScripts();

    [GeneratedRegex(@"^availability:\n(  .*\n)+", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Probes();

    [GeneratedRegex(@"(?<values>    values: k8s/\S+\n    timeout: )\d+m", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ChartTimeout();
}
