using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>Gates: the baseline before the change, the question after it.</summary>
public sealed class MeasuringRun
{
    readonly RunContext context;

    /// <summary>Works for a run.</summary>
    public MeasuringRun(RunContext context) => this.context = context;

    /// <summary>Measures a baseline. A gate that would have nothing to compare with later refuses the release now, while nothing is changed.</summary>
    public async Task<StepResult> MeasureBaselineAsync(Step.MeasureBaseline step, CancellationToken cancellationToken)
    {
        var gate = step.Gate;
        if (context.Log.State.Effects.Length > 0)
        {
            return StepResult.Skipped("something has changed already, so this would be no baseline");
        }

        await WaitAsync(step.Id, gate, context.EstateChangedAt, cancellationToken).ConfigureAwait(false);
        var measured = await MeasureAsync(gate, cancellationToken).ConfigureAwait(false);
        var now = Assessment.Of(gate with { Limit = new GateLimit.AtLeast(double.MinValue) }, measured, baseline: null);
        var trouble = now.Verdict == Verdict.Passed ? "" : now.Seen;
        await context.Log.AppendAsync(new JournalEntry.BaselineMeasured(step.Id, gate.Name, measured.Value, measured.Requests, trouble) { At = context.Log.Now }, cancellationToken).ConfigureAwait(false);
        return now.Verdict == Verdict.Passed ? StepResult.Done($"{gate.Title}: {now.Seen}")
            : gate.Optional ? StepResult.Done($"{gate.Title}: not measured, {now.Seen}")
            : StepResult.Failed($"{gate.Title}: {now.Seen}; without evidence now, nothing could be judged after the change");
    }

    /// <summary>Asks a gate's question as soon as its window holds nothing from before the last change.</summary>
    public async Task<StepResult> AskAsync(Step.AskGate step, CancellationToken cancellationToken)
    {
        var gate = step.Gate;
        await WaitAsync(step.Id, gate, context.Log.State.LastChange, cancellationToken).ConfigureAwait(false);
        var assessment = Assessment.Of(gate, await MeasureAsync(gate, cancellationToken).ConfigureAwait(false), context.Log.State.Baselines.GetValueOrDefault(gate.Name));
        return await EndAsync(step.Id, gate.Title, assessment, gate.Optional, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Journals that something was judged.</summary>
    /// <returns>What follows from the verdict.</returns>
    public async Task<StepResult> EndAsync(string step, string subject, Assessment assessment, bool optional, CancellationToken cancellationToken)
    {
        await context.Log.AppendAsync(Entry(step, subject, assessment), cancellationToken).ConfigureAwait(false);
        return Result(subject, assessment, optional);
    }

    /// <summary>The fact that something was judged.</summary>
    public JournalEntry.Assessed Entry(string step, string subject, Assessment assessment) =>
        new(step, subject, assessment.Wanted, assessment.Seen, assessment.Verdict) { At = context.Log.Now };

    /// <summary>What follows from a verdict: missing or contradictory evidence waits for a human, unless it may be missing.</summary>
    static StepResult Result(string subject, Assessment assessment, bool optional) => assessment.Verdict switch
    {
        Verdict.Passed => StepResult.Done($"{subject}: {assessment.Message}"),
        Verdict.Failed => StepResult.Failed($"{subject}: {assessment.Message}"),
        _ when optional => StepResult.Done($"{subject}: not measured, {assessment.Seen}"),
        Verdict.Inconclusive => StepResult.Held($"{subject}: inconclusive, {assessment.Message}"),
        _ => StepResult.Held($"{subject}: no evidence, {assessment.Message}"),
    };

    // Never longer than the window: the change may have been stamped by the clock of another machine.
    async Task WaitAsync(string step, Gate gate, DateTimeOffset? changed, CancellationToken cancellationToken)
    {
        var left = changed + gate.Window - context.Log.Now ?? TimeSpan.Zero;
        var wait = left < gate.Window ? left : gate.Window;
        if (wait > TimeSpan.Zero)
        {
            context.Log.Show(new RunProgress(step, $"waiting {Durations.Text(wait)}, until the window of {Durations.Text(gate.Window)} lies wholly after the last change"));
            await Task.Delay(wait, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    // A source that does not answer is missing evidence, not an error of this program.
    internal async Task<Measurement> MeasureAsync(Gate gate, CancellationToken cancellationToken)
    {
        if (!context.Estate.Metrics.TryGetValue(gate.Cluster, out var source))
        {
            // The plan of an older runbook may ask what nobody measures now.
            return Measurement.None($"nothing measures {gate.Cluster}");
        }

        try
        {
            var answer = await source.QueryAsync(Windowed(gate.Query, gate), cancellationToken).ConfigureAwait(false);
            var requests = gate.Requests is { } query ? await source.QueryAsync(Windowed(query, gate), cancellationToken).ConfigureAwait(false) : null;
            return Measurement.Of(Values(answer), requests is null ? null : Values(requests), [.. answer.Warnings, .. requests?.Warnings ?? []]);
        }
        catch (EstateAccessException exception)
        {
            return Measurement.None(exception.Message);
        }
    }

    static ImmutableArray<double> Values(MetricAnswer answer) => [.. answer.Samples.Select(sample => sample.Value)];

    /// <summary>A query of a gate with its window in it.</summary>
    internal static string Windowed(string query, Gate gate) =>
        query.Replace("{window}", $"{Math.Max(1, (long)gate.Window.TotalSeconds)}s", StringComparison.Ordinal);
}
