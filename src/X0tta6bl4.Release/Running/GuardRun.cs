using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>Guards: gates that are asked beside the steps of a stage, and stop it as soon as one fails by as many answers as the runbook wants. Missing or contradictory evidence stops nothing here,
/// for the stage may be changing the source itself; it is said, and whatever comes of the change is judged behind it.</summary>
public sealed class GuardRun
{
    readonly RunContext context;
    readonly MeasuringRun measuring;

    /// <summary>Works for a run.</summary>
    public GuardRun(RunContext context) => (this.context, measuring) = (context, new MeasuringRun(context));

    /// <summary>Watches beside the steps of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="guard">Stops the stage.</param>
    /// <param name="act">Runs the steps.</param>
    /// <returns>How the steps ended.</returns>
    public async Task<StepResult> BesideAsync(PlannedStage stage, StageGuard guard, Func<Task<StepResult>> act)
    {
        using var over = new CancellationTokenSource();
        var token = over.Token;
        var watching = stage.Changes ? Task.WhenAll(stage.Watches.Select(step => WatchAsync(stage, step, guard, token))) : Task.CompletedTask;
        try
        {
            return await act().ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    async Task WatchAsync(PlannedStage stage, Step.WatchGate step, StageGuard guard, CancellationToken cancellationToken)
    {
        await context.Log.TryAppendAsync(new JournalEntry.StepStarting(step.Id, null) { At = context.Log.Now }).ConfigureAwait(false);
        var figures = new FigureSeries();
        var (last, asked) = await AskAsync(step, guard, figures, cancellationToken).ConfigureAwait(false);
        if (last is not null)
        {
            await context.Log.TryAppendAsync(measuring.Entry(step.Id, $"{step.Gate.Title} during {stage.Name}", last) with { Figures = figures.Figures }).ConfigureAwait(false);
        }

        var (ending, message) = last is not null ? (last.Verdict == Verdict.Failed ? Ending.Failed : Ending.Done, $"{VerdictText.Of(last.Verdict)}, {last.Message}")
            : (Ending.Skipped, asked ? $"not measured: the stage was over before there were samples of it; an answer is about {Durations.Text(step.Gate.Window)}" : "the stage was over before the first answer");
        await context.Log.TryAppendAsync(new JournalEntry.StepEnded(step.Id, ending, message) { At = context.Log.Now }).ConfigureAwait(false);
    }

    // What the last answers say, null when there was none, and whether anything was asked.
    async Task<(Assessment? Last, bool Asked)> AskAsync(Step.WatchGate step, StageGuard guard, FigureSeries figures, CancellationToken cancellationToken)
    {
        var (gate, began) = (step.Gate, context.Log.Now);
        var (answers, asked) = (AnswerHistory.Of(gate), false);
        try
        {
            while (answers.Judged?.Verdict != Verdict.Failed)
            {
                await Task.Delay(gate.Spacing, context.Time, cancellationToken).ConfigureAwait(false);
                var since = context.Log.Now - began;
                // What was before the stage is not its doing.
                var measured = await measuring.MeasureAsync(since < gate.Window ? gate with { Window = since } : gate, cancellationToken).ConfigureAwait(false);
                asked = true;
                if (measured.IsEmpty && since < gate.Window)
                {
                    context.Log.Show(new RunProgress(step.Id, $"no samples yet of the {Durations.Text(since)} since the stage began") { IsQuiet = true });
                    continue;
                }

                measuring.Add(figures, measured);
                answers = Next(step, gate, answers, measured);
            }

            guard.Trip($"stopped by the guard {gate.Name}: {gate.Title}: {answers.Judged.Message}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The stage is over.
        }

        return (answers.Judged, asked);
    }

    AnswerHistory Next(Step.WatchGate step, Gate gate, AnswerHistory answers, Measurement measured)
    {
        var next = answers.With(Assessment.Of(gate, measured, context.Log.State.Baselines.GetValueOrDefault(gate.Name)));
        if (next.Judged is { } now)
        {
            context.Log.Show(new RunProgress(step.Id, $"{VerdictText.Of(now.Verdict)}, {now.Message}") { IsQuiet = now.Verdict == answers.Judged?.Verdict });
        }

        return next;
    }
}
