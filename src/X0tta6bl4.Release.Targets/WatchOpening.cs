using Microsoft.Extensions.Logging.Abstractions;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Terminal;

namespace X0tta6bl4.Release.Targets;

/// <summary>Finds the release that is to be watched. It takes no lock, so that the next release can begin whenever it wants.</summary>
sealed class WatchOpening(SessionSetup setup, SessionInput input, ConnectedEstate estate)
{
    /// <summary>Opens the watch.</summary>
    /// <exception cref="RefusalException">There is nothing to watch, or this checkout watches already.</exception>
    public async Task<OpenedWatch> OpenAsync(CancellationToken cancellationToken)
    {
        var copies = await JournalCopies.FetchAsync(input, estate, cancellationToken).ConfigureAwait(false);
        foreach (var problem in copies.Unread)
        {
            setup.Output.WriteLine($"A copy of a journal cannot be read, so what is known here counts: {problem}");
        }

        var known = KnownReleases.Read(input);
        if (known.Any(release => release.State.IsOpen) && await FindOtherRunAsync(cancellationToken).ConfigureAwait(false) is { } other)
        {
            throw new RefusalException(ExitCode.Locked, $"Estate {input.Scope.Estate.Name} is locked by {other}. Wait until that release is done, then type the same command again.");
        }

        var record = WatchedRelease.Choose(known, input.Parameters.ReleaseId, input.Scope.Estate.Name);
        Reach.Check(record, input.Parameters, estate);
        var alone = TakeAlone(record);
        try
        {
            return Open(record, Order(record), alone);
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    // Null when nobody is alive behind the lock, or that cannot be told.
    async Task<EstateLease?> FindOtherRunAsync(CancellationToken cancellationToken)
    {
        var table = estate.Keepers[0].Leases;
        try
        {
            return await table.FindAsync(input.Scope.Estate.Name, cancellationToken).ConfigureAwait(false) is { } lease && lease.DeadBecause(table.Now, setup.Runner.Machine, setup.Runner.Lives) is null ? lease : null;
        }
        catch (EstateAccessException)
        {
            return null;
        }
    }

    EstateLock TakeAlone(ReleaseRecord record)
    {
        try
        {
            return EstateLock.Take(setup.TemporaryDirectory, $"{input.Scope.Estate.Name}.watch");
        }
        catch (RefusalException)
        {
            throw new RefusalException(ExitCode.Locked, $"Release {record.Folder.Id} is watched by another run of this checkout already; end that one first, or leave it at work.");
        }
    }

    WatchOrder Order(ReleaseRecord record)
    {
        var rule = input.Runbook.Watch with { Interval = input.Scope.Estate.Overrides.WatchInterval ?? input.Runbook.Watch.Interval };
        var (from, until) = WatchedRelease.Time(record, input.Parameters.WatchFor, rule, setup.Time.GetUtcNow());
        return new WatchOrder
        {
            From = from,
            Until = until,
            Rule = rule,
            ErrorThreshold = input.Parameters.ErrorThreshold,
            Operator = setup.Runner.User,
            Host = setup.Runner.Host,
            FindSuccessorAsync = new WatchSuccession(input, estate, record.Folder.Id).FindAsync,
        };
    }

    OpenedWatch Open(ReleaseRecord record, WatchOrder order, EstateLock alone)
    {
        var (folder, plan, state) = (record.Folder, record.Plan, record.State);
        if (state.Watch is { Ended: null, LastAt: var last })
        {
            setup.Output.WriteLine($"The watch of release {folder.Id} that was to end at {WatchText.Moment(order.Until)} goes on; {WatchText.Of(new WatchGap(last, setup.Time.GetUtcNow()))}");
        }

        var notices = estate.Notices is { } sender ? new Notices(sender, plan, state, setup.Redactor, setup.Translator) : null;
        IRunObserver shown = setup.Screen is { } screen
            ? new LiveRun(plan, state, setup.Output, screen, setup.Redactor, () => null, setup.Time, setup.Translator)
            : new PlainRun(plan, state, setup.Output, setup.Time);
        var log = new ReleaseLog(new RedactingJournal(new WatchJournal(setup, input, estate, folder), setup.Redactor), state, [shown, .. notices is null ? [] : new[] { notices }], setup.Time, NullLogger.Instance);
        var context = new RunContext { Plan = plan, Log = log, Estate = estate, Time = setup.Time, Redactor = setup.Redactor, Directory = folder.Path, RunbookDirectory = Path.GetDirectoryName(input.Parameters.RunbookFile)! };
        return new OpenedWatch(folder, context, order, alone, notices, shown as IDisposable);
    }
}
