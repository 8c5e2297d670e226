using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>One process's work on one release: what the targets call, one call each. Opens on first use, closes with the report.</summary>
public sealed partial class ReleaseSession : IDisposable
{
    readonly SessionSetup setup;
    readonly Signals signals = new();
    readonly SemaphoreSlim turn = new(1, 1);
    SessionInput? input;
    ConnectedEstate? estate;
    OpenedRelease? release;
    Abandonment? abandonment;
    StepResult? failure;
    int exitCode;

    /// <summary>Makes a session; nothing is read yet.</summary>
    public ReleaseSession(SessionSetup setup) => this.setup = setup;

    /// <summary>True after a stage failed and policy says to undo, or when the operator asked for a rollback.</summary>
    public bool RollbackIsDue => release is { State.IsOpen: true, LockLost: null } && (failure ?? Interruption()) is { } result && FollowedByRollback(result)
        || release is null && failure is null && setup.Targets.Contains("Rollback", StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks request and runbook before anything starts.</summary>
    /// <exception cref="RefusalException">With every problem found.</exception>
    public SessionInput Check(bool needsVersion) => Guard(() => input = SessionInput.Read(setup.Request, needsVersion));

    /// <summary>Runs one stage, or says why there is nothing to do.</summary>
    /// <exception cref="RefusalException">The stage failed or was refused; the exit code is set.</exception>
    public Task StageAsync(string name) => InTurnAsync(async () =>
    {
        var opened = await OpenAsync(opening => opening.ForStagesAsync(signals.First), needsVersion: true).ConfigureAwait(false);
        var stage = opened.Context.Plan.Stages.FirstOrDefault(s => s.Name == name && s.ByHand is null);
        if (stage is null)
        {
            Say($"{name}: skipped, nothing of it is part of this release");
        }
        else if (await DoneStage.FindAsync(opened, stage, signals.First).ConfigureAwait(false) is not { } done)
        {
            await RunAsync(opened, stage).ConfigureAwait(false);
        }
        else if (done.Difference is null)
        {
            Say($"{name}: skipped, {done.Reason}");
        }
        else
        {
            Say($"{name}: runs again, {done.Difference}");
            await RunAsync(opened, stage).ConfigureAwait(false);
        }

        await CompleteAsync(opened).ConfigureAwait(false);
    });

    /// <summary>Undoes the release of this session, or the open or last one.</summary>
    /// <exception cref="RefusalException">Nothing is there to undo, or not everything could be undone; the exit code is set.</exception>
    public Task RollbackAsync() => InTurnAsync(async () =>
    {
        // A stage may have ended well after this was found to be due.
        if (release is not null && (failure ??= Interruption()) is null)
        {
            return;
        }

        var opened = await OpenAsync(opening => opening.ForRollbackAsync(signals.First), needsVersion: false).ConfigureAwait(false);
        await UndoAsync(opened).ConfigureAwait(false);
    });

    async Task UndoAsync(OpenedRelease opened)
    {
        var stop = failure is null ? signals.First : signals.Second;
        var result = await opened.Undoer.RollBackAsync(failure is null ? "asked for by the operator" : failure.Message, stop).ConfigureAwait(false);
        if (!result.IsGood)
        {
            End(opened.LockLost is null ? ExitCode.NotUndone : ExitCode.Locked);
            throw new RefusalException(exitCode, $"Not everything is undone: {setup.Redactor.Clean(result.Message)}");
        }

        End(failure is null ? ExitCode.Done : SignalOr(ExitCode.Undone, failure));
    }

    /// <summary>Writes the reports of the session's release (or of the last one) and says how it ended.</summary>
    public Task ReportAsync() => InTurnAsync(() => release is null ? RebuildAsync() : ReportOwnAsync(release));

    async Task ReportOwnAsync(OpenedRelease release)
    {
        if (failure is null && exitCode == ExitCode.Done && Interruption() is { } interruption)
        {
            failure = interruption;
            End(ExitCodeOf(release, interruption));
        }

        var reason = failure?.Message ?? "";
        await release.CompleteAvailabilityAsync().ConfigureAwait(false);
        await release.Context.Log.TryAppendAsync(new JournalEntry.RunEnded(exitCode, reason) { At = release.Context.Log.Now }).ConfigureAwait(false);
        if (await release.CompleteNoticesAsync().ConfigureAwait(false) is { } undelivered)
        {
            Say(undelivered);
        }

        if (await release.CompleteCopyAsync().ConfigureAwait(false) is { } lacking)
        {
            Say(lacking);
        }

        var (outcome, isCopied, entries) = (release.State.Outcome, release.IsCopied, release.Entries);
        var record = await CloseReleaseAsync().ConfigureAwait(false);
        if (record.State.Outcome != outcome)
        {
            Say($"The release is {outcome}, but {RelativePath(record.Folder.JournalPath)} could not be written to its end: {(isCopied ? "the copy in the cluster knows it, and the next run completes the file" : "to the next run it is open")}");
            record = record with { Entries = entries, State = ReleaseState.Fold(entries) };
            if (exitCode == ExitCode.Done && !isCopied)
            {
                End(ExitCode.Open);
            }
        }

        ReportFiles.Show(setup, record, report => NextCommand.After(exitCode, report, RepeatedOptions.Of(setup.Request)));
    }

    /// <summary>Gives up the open release as it stands.</summary>
    /// <exception cref="RefusalException">No release is open; the exit code is set.</exception>
    public Task CloseAsync() => InTurnAsync(async () =>
    {
        await ConnectAsync(needsVersion: false).ConfigureAwait(false);
        ReportFiles.Show(setup, await GuardAsync(() => new ReleaseClosing(setup, input!, estate!).CloseAsync(signals.First)).ConfigureAwait(false), _ => "");
    });

    /// <summary>Shows how the estate stands; changes nothing.</summary>
    public Task StatusAsync() => InTurnAsync(async () =>
    {
        await ConnectAsync(needsVersion: false).ConfigureAwait(false);
        var status = await GuardAsync(() => new StatusReading(setup, input!, estate!).ReadAsync(signals.First)).ConfigureAwait(false);
        Showing.Status(setup, status);
    });

    /// <summary>Breaks the estate's lock, if its holder is shown dead or the operator wants it so.</summary>
    /// <exception cref="RefusalException">A holder may be alive; the exit code is set.</exception>
    public Task UnlockAsync(bool force) => InTurnAsync(async () =>
    {
        await ConnectAsync(needsVersion: false).ConfigureAwait(false);
        _ = await GuardAsync(() => new Unlocking(setup, input!, estate!).UnlockAsync(force, signals.First)).ConfigureAwait(false);
    });

    /// <summary>Prints the plan and writes it to <c>artifacts/plan.json</c> and <c>artifacts/plan.txt</c>; changes nothing.</summary>
    public Task PlanAsync() => InTurnAsync(async () =>
    {
        await ConnectAsync(needsVersion: true).ConfigureAwait(false);
        var plan = await GuardAsync(() => new ReleaseOpening(setup, input!, estate!).PlanAsync(signals.First)).ConfigureAwait(false);
        var path = RelativePath(Guard(() => Showing.Plan(setup, plan)));
        Say($"written to {path}; a release of exactly this plan: ./build.sh Release --version {plan.Version} --estate {plan.Estate} --plan-file {path}");
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        // Neither engine has an end of a build that can be awaited.
        release?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        estate?.CloseAsync().GetAwaiter().GetResult();
        abandonment?.Dispose();
        setup.Screen?.Dispose();
        signals.Dispose();
        turn.Dispose();
    }

    // NUKE starts what is assured after a signal while the stage still runs. What is refused leaves here, for an engine to print.
    async Task InTurnAsync(Func<Task> act)
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (RefusalException refusal)
        {
            throw refusal.In(setup.Translator);
        }
        finally
        {
            turn.Release();
        }
    }

    async Task RunAsync(OpenedRelease opened, PlannedStage stage)
    {
        if (opened.Unprepared(stage) is { } unprepared)
        {
            End(opened.State.IsOpen ? ExitCode.Open : ExitCode.Refused);
            throw new RefusalException(exitCode, unprepared);
        }

        var result = await opened.Runner.RunStageAsync(stage, signals.First).ConfigureAwait(false);
        if (!result.IsGood)
        {
            failure = result with { Message = $"{stage.Name}: {result.Message}" };
            End(ExitCodeOf(opened, result));
            throw new RefusalException(exitCode, setup.Redactor.Clean(result.Message));
        }
    }

    // Also after a stage that was skipped: a run that was killed behind its last stage could not say that the release is done.
    static async Task CompleteAsync(OpenedRelease opened)
    {
        // A trial that an engine was told to skip does not keep a release open; a proof of what is live does.
        var due = opened.Context.Plan.LiveStages.ToArray();
        if (due.Length > 0 && due.All(s => opened.State.IsDone(s.Name)) && opened.State.Outcome is null)
        {
            await opened.Context.Log.TryAppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = opened.Context.Log.Now }).ConfigureAwait(false);
        }
    }

    // A signal that comes between two stages leaves no failed stage behind, but a release that is not at its end.
    StepResult? Interruption() =>
        signals.ExitCode is not null && release is { State.Outcome: null } ? StepResult.Stopped("stopped by a signal between two stages") : null;

    // A signal explains how a run ended only if it was the signal that ended it: a failure stays one whatever comes after it.
    int SignalOr(int otherwise, StepResult result) => result.Ending == Ending.Stopped ? signals.ExitCode ?? otherwise : otherwise;

    // Until the rollback has spoken, a failure that is to be undone counts as not undone.
    int ExitCodeOf(OpenedRelease opened, StepResult result) =>
        opened.LockLost is not null ? ExitCode.Locked
        : !opened.State.IsOpen ? SignalOr(ExitCode.Refused, result)
        : FollowedByRollback(result) ? ExitCode.NotUndone
        : SignalOr(ExitCode.Open, result);

    bool FollowedByRollback(StepResult result) => result.Ending != Ending.Held && (result.Ending == Ending.Stopped && signals.ExitCode is not null
        ? input!.Parameters.OnSignal == SignalPolicy.Rollback
        : input!.Parameters.OnFailure == FailurePolicy.Rollback);

    async Task<OpenedRelease> OpenAsync(Func<ReleaseOpening, Task<OpenedRelease>> open, bool needsVersion)
    {
        if (release is null)
        {
            await ConnectAsync(needsVersion).ConfigureAwait(false);
            if (setup.Screen is { } screen)
            {
                // An engine answers a signal with a line of its own.
                signals.Before(screen.Erase);
            }

            abandonment = new Abandonment(signals, soon: input!.Parameters.OnSignal == SignalPolicy.Stop, setup.Time);
            release = await GuardAsync(() => open(new ReleaseOpening(setup, input!, estate!) { Abandon = abandonment.Token })).ConfigureAwait(false);
        }

        return release;
    }

    async Task ConnectAsync(bool needsVersion)
    {
        input ??= Check(needsVersion);
        if (estate is null)
        {
            var name = input!.Scope.Estate.Name;
            Say(input.Scope.Estate.Embedded ? $"Estate {name}: simulated clusters on this machine, nothing real is touched" : $"Estate {name}: {string.Join(", ", input.Scope.Clusters.Select(c => c.Name))}");
            estate = await GuardAsync(() => new EstateConnector(setup, input).ConnectAsync(signals.First)).ConfigureAwait(false);
        }
    }

    async Task RebuildAsync()
    {
        if (exitCode != 0 || failure is not null)
        {
            return;
        }

        input ??= Check(needsVersion: false);
        if (Guard(() => KnownReleases.Find(input!)) is not { } record)
        {
            await ConnectAsync(needsVersion: false).ConfigureAwait(false);
            record = await GuardAsync(() => KnownReleases.FetchAsync(input!, estate!, signals.First)).ConfigureAwait(false);
        }

        ReportFiles.Show(setup, record, _ => "");
    }

    async Task<ReleaseRecord> CloseReleaseAsync()
    {
        var folder = release!.Folder;
        await release.DisposeAsync().ConfigureAwait(false);
        return folder.Read()!;
    }

    void End(int code)
    {
        exitCode = code;
        setup.SetExitCode(code);
    }

    T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (RefusalException refusal)
        {
            End(refusal.ExitCode);
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    async Task<T> GuardAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (RefusalException refusal)
        {
            End(refusal.ExitCode);
            throw;
        }
        catch (OperationCanceledException) when (signals.ExitCode is { } code)
        {
            End(code);
            throw new RefusalException(code, "Stopped by a signal. This run changed nothing; the same command begins it again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    RefusalException Unwritable(Exception exception)
    {
        End(ExitCode.Refused);
        return new RefusalException([new Problem("artifacts", $"cannot be read or written: {exception.Message}", "make room or allow it; this run changed nothing")]);
    }

    void Say(string text) => setup.Output.WriteLine($"{setup.Time.GetUtcNow().UtcDateTime.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)}  {text}");

    static string RelativePath(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
