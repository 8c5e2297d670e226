using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Runs the stages of a plan: the only concurrency of a release, and the only catch-all.</summary>
public sealed class Runner
{
    readonly RunContext context;
    readonly StepPerformer performer;
    readonly UndoPerformer undos;
    readonly EvidenceRun evidence;
    readonly BudgetClock budgets;
    readonly GuardRun guards;

    /// <summary>Makes a runner; the release's own limit starts now.</summary>
    public Runner(RunContext context)
    {
        this.context = context;
        performer = new StepPerformer(context);
        undos = new UndoPerformer(context);
        evidence = new EvidenceRun(context);
        budgets = new BudgetClock(context.Plan, context.Time);
        guards = new GuardRun(context);
    }

    /// <summary>Runs one stage: its waves one after the other, the lanes of a wave side by side. The first failure stops what runs beside it.</summary>
    /// <param name="stage">A stage of the plan.</param>
    /// <param name="stop">The first signal; steps stop at their next safe point.</param>
    public async Task<StepResult> RunStageAsync(PlannedStage stage, CancellationToken stop)
    {
        if (await StartAsync(stage, stop).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        var (limit, name) = budgets.Start(stage);
        using var budget = new CancellationTokenSource(limit, context.Time);
        using var guard = new StageGuard();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, stop, guard.Token);
        StepResult result;
        context.Availability?.Guard(stage, guard);
        try
        {
            var token = either.Token;
            result = await guards.BesideAsync(stage, guard, () => RunWavesAsync(stage, stop, token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            result = StepResult.Stopped("stopped");
        }

        context.Availability?.Guard(stage, null);
        budgets.Stop(stage);
        if (guard.Why is { } why)
        {
            result = Stopped(stage, why);
        }
        else if (result.Ending == Ending.Stopped)
        {
            result = stop.IsCancellationRequested ? StepResult.Stopped("stopped by a signal") : Stopped(stage, $"{name} is used up");
        }

        return await EndAsync(stage, context.Availability is { } availability ? await availability.EndAsync(stage, result).ConfigureAwait(false) : result).ConfigureAwait(false);
    }

    // What was stopped in the middle of a step that waits for a human waits, too.
    StepResult Stopped(PlannedStage stage, string why) =>
        stage.Steps.Any(step => step.Holds && context.Log.State.Steps.GetValueOrDefault(step.Id) is { Undo: not null, Ended.Ending: Ending.Stopped }) ? StepResult.Held(why) : StepResult.Failed(why);

    async Task<StepResult> EndAsync(PlannedStage stage, StepResult result)
    {
        await context.Log.TryAppendAsync(new JournalEntry.StageEnded(stage.Name, result.Ending, result.Message) { At = context.Log.Now }).ConfigureAwait(false);
        return result;
    }

    // Null when the stage may run. A stage that cannot be journaled, or comes after a signal, does nothing, and its caller still has a result to act upon.
    async Task<StepResult?> StartAsync(PlannedStage stage, CancellationToken stop)
    {
        try
        {
            await context.Log.AppendAsync(new JournalEntry.StageStarted(stage.Name) { At = context.Log.Now }, stop).ConfigureAwait(false);
            if (context.Availability is { } availability && await availability.BeginAsync(stage, stop).ConfigureAwait(false) is { } unavailable)
            {
                return await EndAsync(stage, unavailable).ConfigureAwait(false);
            }

            // A trial leaves what is live alone, its tokens included.
            if (stage.Steps.Any(step => step.Changes && !step.Temporary) && context.Fence is { } fence)
            {
                await fence.StampAsync(context.Plan.Updates.Where(update => update.Changes).Select(update => update.Workload), stop).ConfigureAwait(false);
            }

            return null;
        }
        catch (EstateAccessException exception)
        {
            return StepResult.Failed(exception.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return StepResult.Stopped("stopped by a signal before it began");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return StepResult.Failed($"the journal cannot be written: {exception.Message}");
        }
    }

    async Task<StepResult> RunWavesAsync(PlannedStage stage, CancellationToken stop, CancellationToken cancellationToken)
    {
        foreach (var wave in stage.Waves)
        {
            context.Availability?.Enter($"{stage.Name}/{wave.Number}");
            var result = await RunWaveAsync(wave, stop, cancellationToken).ConfigureAwait(false);
            if (!result.IsGood)
            {
                return result;
            }

            if (wave.Soak > TimeSpan.Zero)
            {
                context.Log.Show(new RunProgress($"{stage.Name}/{wave.Number}", $"soaking for {Durations.Text(wave.Soak)}"));
                await Task.Delay(wave.Soak, context.Time, cancellationToken).ConfigureAwait(false);
            }
        }

        return StepResult.Done(Summary(stage));
    }

    string Summary(PlannedStage stage)
    {
        var updates = stage.Steps.OfType<Step.UpdateWorkload>().Count();
        var copies = stage.Steps.OfType<Step.RunCopy>().Count();
        var charts = stage.Steps.OfType<Step.UpgradeChart>().Count();
        return charts > 0 ? $"{charts} of {charts} charts are as wanted"
            : updates > 0 ? $"{updates} of {updates} placements run {context.Plan.Version}"
            : copies > 0 ? $"{copies} of {copies} components passed their trial"
            : $"{stage.Steps.Count()} checks passed";
    }

    async Task<StepResult> RunWaveAsync(PlannedWave wave, CancellationToken stop, CancellationToken cancellationToken)
    {
        // Where something changes, the first failure must stop what runs beside it. Checks go on: whoever mends wants to know all of them.
        var changes = wave.Lanes.Any(lane => lane.Steps.Any(step => step.Changes));
        using var places = new SemaphoreSlim(context.Parallel);
        using var failed = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(failed.Token, cancellationToken);
        var results = await Task.WhenAll(wave.Lanes.Select(async lane =>
        {
            await places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            var (step, result) = await RunLaneAsync(lane, either.Token, cancellationToken).ConfigureAwait(false);
            await StopOthersAsync(result).ConfigureAwait(false);
            // A stage whose time is used up has failed, too, though its steps were only stopped.
            if (step is not null && (IsFailure(result) || (result.Ending == Ending.Stopped && cancellationToken.IsCancellationRequested && !stop.IsCancellationRequested)))
            {
                await evidence.SaveAsync(lane, step, result, stop).ConfigureAwait(false);
            }

            result = await EndAsync(lane, result).ConfigureAwait(false);
            await StopOthersAsync(result).ConfigureAwait(false);
            // Only now: a lane that waits for the place must see the failure before it begins.
            places.Release();
            return result;
        })).ConfigureAwait(false);
        return Failure(results, all: !changes) ?? results.FirstOrDefault(result => result.Ending == Ending.Held) ?? results.FirstOrDefault(result => !result.IsGood) ?? StepResult.Done("");

        Task StopOthersAsync(StepResult result) => changes && IsFailure(result) ? failed.CancelAsync() : Task.CompletedTask;
    }

    static bool IsFailure(StepResult result) => result.Ending is Ending.Failed or Ending.Held;

    static StepResult? Failure(StepResult[] results, bool all)
    {
        var failed = results.Where(result => result.Ending == Ending.Failed).ToArray();
        return failed.Length < 2 || !all ? failed.FirstOrDefault() : failed[0] with { Message = string.Join("; ", failed.Select(result => result.Message).Distinct()) };
    }

    // With the step that ended it; null when none did.
    async Task<(Step? Step, StepResult Result)> RunLaneAsync(PlannedLane lane, CancellationToken either, CancellationToken cancellationToken)
    {
        foreach (var step in lane.Steps)
        {
            if (either.IsCancellationRequested)
            {
                return (null, StepResult.Stopped($"{lane.Name} was not begun"));
            }

            var result = await RunStepAsync(step, either, cancellationToken).ConfigureAwait(false);
            if (!result.IsGood)
            {
                return (step, result);
            }
        }

        return (null, StepResult.Done(lane.Name));
    }

    // What a lane made for its own time only goes with it, however it ended, also after a signal.
    async Task<StepResult> EndAsync(PlannedLane lane, StepResult result)
    {
        foreach (var step in lane.Steps.Where(step => step.Temporary).Reverse())
        {
            if (context.Log.State.Steps.GetValueOrDefault(step.Id) is { Undo: { } undo, Undone: false })
            {
                var undone = await undos.UndoAsync(step.Id, undo, CancellationToken.None).ConfigureAwait(false);
                result = undone.IsGood || result.Ending == Ending.Failed ? result : undone;
            }
        }

        return result;
    }

    async Task<StepResult> RunStepAsync(Step step, CancellationToken either, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(step is Step.UpdateWorkload or Step.RunCopy or Step.UpgradeChart ? Timeout.InfiniteTimeSpan : step.Limit, context.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, either);
        StepResult result;
        try
        {
            result = await performer.PerformAsync(step, any.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            result = StepResult.Stopped(cancellationToken.IsCancellationRequested ? "stopped" : "stopped, because another placement of the wave failed");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            result = StepResult.Failed($"{step.Title}: no result after {Durations.Text(step.Limit)}");
        }
        catch (EstateAccessException exception)
        {
            result = StepResult.Failed(exception.Message);
        }
#pragma warning disable CA1031 // The one catch-all of the product: whatever a step throws is a failed step, and the way back still runs.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            result = StepResult.Failed($"{step.Title}: {exception.Message}");
        }

        if (step.Holds && result.Ending == Ending.Failed)
        {
            result = result with { Ending = Ending.Held };
        }

        await context.Log.TryAppendAsync(new JournalEntry.StepEnded(step.Id, result.Ending, result.Message, result.Fault) { At = context.Log.Now }).ConfigureAwait(false);
        return result;
    }
}
