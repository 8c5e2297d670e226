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
            : PolicyOf(gate, now.Verdict) == UndecidedPolicy.GoOn ? StepResult.Done($"{gate.Title}: not measured, {now.Seen}")
            : StepResult.Failed($"{gate.Title}: {now.Seen}; without evidence now, nothing could be judged after the change");
    }

    /// <summary>Asks a gate's question as soon as its window holds nothing from before the last change; as often as it takes, where one answer does not decide.</summary>
    public async Task<StepResult> AskAsync(Step.AskGate step, CancellationToken cancellationToken)
    {
        var gate = step.Gate;
        await WaitAsync(step.Id, gate, context.Log.State.LastChange, cancellationToken).ConfigureAwait(false);
        var (answers, judged, figures) = (AnswerHistory.Of(gate), default(Assessment), new FigureSeries());
        while (judged is null || !answers.IsDecided)
        {
            if (judged is not null)
            {
                context.Log.Show(new RunProgress(step.Id, $"so far {VerdictText.Of(judged.Verdict)}, {judged.Message}; asked again in {Durations.Text(gate.Spacing)}"));
                await Task.Delay(gate.Spacing, context.Time, cancellationToken).ConfigureAwait(false);
            }

            var measured = await MeasureAsync(gate, cancellationToken).ConfigureAwait(false);
            Add(figures, measured);
            answers = answers.With(Assessment.Of(gate, measured, context.Log.State.Baselines.GetValueOrDefault(gate.Name)));
            judged = answers.Judged;
        }

        await context.Log.AppendAsync(Entry(step.Id, gate.Title, judged) with { Figures = figures.Figures }, cancellationToken).ConfigureAwait(false);
        return Result(gate.Title, judged, PolicyOf(gate, judged.Verdict));
    }

    /// <summary>Keeps what was measured for the journal, if it is a number.</summary>
    internal void Add(FigureSeries figures, Measurement measured)
    {
        if (measured.Value is { } value && double.IsFinite(value))
        {
            figures.Add(new MeasuredFigure(context.Log.Now, value));
        }
    }

    /// <summary>What follows from a verdict of a gate that is neither Passed nor Failed.</summary>
    public static UndecidedPolicy PolicyOf(Gate gate, Verdict verdict) =>
        gate.Optional ? UndecidedPolicy.GoOn : verdict == Verdict.Inconclusive ? gate.OnInconclusive : gate.OnNoEvidence;

    /// <summary>Journals that something was judged.</summary>
    /// <returns>What follows from the verdict.</returns>
    public async Task<StepResult> EndAsync(string step, string subject, Assessment assessment, bool optional, CancellationToken cancellationToken)
    {
        await context.Log.AppendAsync(Entry(step, subject, assessment), cancellationToken).ConfigureAwait(false);
        return Result(subject, assessment, optional ? UndecidedPolicy.GoOn : UndecidedPolicy.Stop);
    }

    /// <summary>The fact that something was judged.</summary>
    public JournalEntry.Assessed Entry(string step, string subject, Assessment assessment) =>
        new(step, subject, assessment.Wanted, assessment.Seen, assessment.Verdict) { At = context.Log.Now };

    // Missing or contradictory evidence never passes; what else comes of it, the runbook says.
    static StepResult Result(string subject, Assessment assessment, UndecidedPolicy undecided) => (assessment.Verdict, undecided) switch
    {
        (Verdict.Passed, _) => StepResult.Done($"{subject}: {assessment.Message}"),
        (Verdict.Failed, _) => StepResult.Failed($"{subject}: {assessment.Message}"),
        (_, UndecidedPolicy.GoOn) => StepResult.Done($"{subject}: not measured, {assessment.Seen}"),
        (_, UndecidedPolicy.Fail) => StepResult.Failed($"{subject}: {VerdictText.Of(assessment.Verdict)}, which the runbook takes for a failure, {assessment.Message}"),
        _ => StepResult.Held($"{subject}: {VerdictText.Of(assessment.Verdict)}, {assessment.Message}"),
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
            var requests = await AskAsync(gate.Requests).ConfigureAwait(false);
            var samples = await AskAsync(gate.Samples?.CountQuery).ConfigureAwait(false);
            var ages = await AskAsync(gate.Samples?.AgeQuery).ConfigureAwait(false);
            return Measurement.Of(gate, new GateAnswers([.. answer.Samples.Select(sample => new LabelledValue(sample.Labels, sample.Value))])
            {
                Requests = Values(requests),
                Samples = Values(samples),
                Ages = Values(ages),
                Warnings = [.. new[] { answer, requests, samples, ages }.SelectMany(one => one?.Warnings ?? [])],
            });
        }
        catch (EstateAccessException exception)
        {
            return Measurement.None(exception.Message);
        }

        async Task<MetricAnswer?> AskAsync(string? query) => query is null ? null : await source.QueryAsync(Windowed(query, gate), cancellationToken).ConfigureAwait(false);
    }

    static ImmutableArray<double>? Values(MetricAnswer? answer) => answer is null ? null : [.. answer.Samples.Select(sample => sample.Value)];

    /// <summary>A query of a gate with its window in it.</summary>
    internal static string Windowed(string query, Gate gate) =>
        query.Replace("{window}", $"{Math.Max(1, (long)gate.Window.TotalSeconds)}s", StringComparison.Ordinal);
}
