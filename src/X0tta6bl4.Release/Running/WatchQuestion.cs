using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>One question of a watch: the gates that proved the release, its guards, its endpoints and its placements, as its own plan has them.</summary>
/// <param name="Subject">What is asked.</param>
/// <param name="AskAsync">Asks.</param>
sealed record WatchQuestion(WatchedSubject Subject, Func<CancellationToken, Task<Assessment>> AskAsync)
{
    /// <summary>The questions about a release. A runbook that has changed since does not weaken them.</summary>
    /// <param name="context">The release.</param>
    /// <param name="order">How it is watched.</param>
    /// <param name="probes">Probes its endpoints.</param>
    public static ImmutableArray<WatchQuestion> Of(RunContext context, WatchOrder order, WatchProbes probes)
    {
        var measuring = new MeasuringRun(context);
        var placements = new WatchedPlacements(context);
        return
        [
            .. GatesOf(context.Plan, order.ErrorThreshold).Select(gate => new WatchQuestion(new WatchedSubject($"{gate.Name}: {gate.Title}", gate.Window, gate.Optional), token => AskGateAsync(context, measuring, gate, token))),
            .. context.Plan.Probes.Select(probe => Of(probe, new WatchedEndpoint(probe, probes, context.Time), order.Rule)),
            .. placements.IsEmpty ? Array.Empty<WatchQuestion>() : [new WatchQuestion(new WatchedSubject("placements", TimeSpan.Zero, Optional: false), placements.AskAsync)],
        ];
    }

    /// <summary>True when a plan has something that measures what users see; placements alone prove nothing.</summary>
    public static bool CanMeasure(Plan plan) => !plan.Probes.IsEmpty || GatesOf(plan, null).Any(gate => !gate.Optional);

    static WatchQuestion Of(AvailabilityProbe probe, WatchedEndpoint endpoint, WatchRule rule) =>
        new(new WatchedSubject($"availability of {probe.Endpoint}", WatchedEndpoint.Overlap(rule), Optional: false), _ => Task.FromResult(endpoint.Ask()));

    static IEnumerable<Gate> GatesOf(Plan plan, double? threshold) => plan.Steps.OfType<Step.AskGate>().Select(ask => ask.Gate)
        .Concat(plan.Stages.SelectMany(stage => stage.Watches).Select(watch => ReleaseScope.WithThreshold(watch.Gate, threshold)))
        .DistinctBy(gate => gate.Name);

    // What was before the last change is not the release's doing.
    static async Task<Assessment> AskGateAsync(RunContext context, MeasuringRun measuring, Gate gate, CancellationToken cancellationToken)
    {
        var since = context.Log.Now - context.Log.State.LastChange ?? gate.Window;
        var asked = since > TimeSpan.Zero && since < gate.Window ? gate with { Window = since } : gate;
        return Assessment.Of(gate, await measuring.MeasureAsync(asked, cancellationToken).ConfigureAwait(false), context.Log.State.Baselines.GetValueOrDefault(gate.Name));
    }
}
