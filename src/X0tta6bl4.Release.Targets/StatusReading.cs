using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Reads how an estate stands; what cannot be read is said in its place.</summary>
sealed class StatusReading(SessionSetup setup, SessionInput input, ConnectedEstate estate)
{
    /// <summary>Reads release, locks and placements.</summary>
    /// <exception cref="RefusalException">A journal cannot be read.</exception>
    public async Task<EstateStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var copies = await JournalCopies.FetchAsync(input, estate, cancellationToken).ConfigureAwait(false);
        var known = KnownReleases.Read(input);
        var release = known.FirstOrDefault(record => record.State.IsOpen) ?? known.FirstOrDefault();
        var locks = Task.WhenAll(estate.Keepers.Select(keeper => LockAsync(keeper.Leases, cancellationToken)));
        var placements = Task.WhenAll(
        [
            .. input.Scope.Placements.Select(placement => ReadAsync(Surveyor.WorkloadOf(placement).ToString(), () => RunsAsync(Surveyor.WorkloadOf(placement), placement.Container, known, cancellationToken))),
            .. input.Scope.Charts.Select(chart => ReadAsync(ReleaseScope.ReleaseOf(chart).ToString(), () => ChartAsync(ReleaseScope.ReleaseOf(chart), cancellationToken))),
        ]);
        ImmutableArray<StatusLine> unread = [.. copies.Unread.Select(problem => new StatusLine(problem.Where, $"its copies of journals are not known: {problem.Message}"))];
        return new EstateStatus(input.Scope.Estate.Name, release, [.. await locks.ConfigureAwait(false), .. unread], [.. await placements.ConfigureAwait(false)], Next(release));
    }

    string Next(ReleaseRecord? release) => release is { State: { Outcome: ReleaseOutcome.Done, Watch.Ended: null } }
            ? $"{NextCommand.AfterWatch(Ending.Stopped, ReleaseReport.Of(release.Folder.Id, release.Plan, release.Entries), RepeatedOptions.Of(setup.Request))}, unless it is watched elsewhere"
        : release is not { State.IsOpen: true } ? ""
        : NextCommand.After(ExitCode.Open, ReleaseReport.Of(release.Folder.Id, release.Plan, release.Entries), RepeatedOptions.Of(setup.Request));

    Task<StatusLine> LockAsync(ILeaseTable table, CancellationToken cancellationToken) => ReadAsync(table.Cluster, async () =>
    {
        var lease = await table.FindAsync(input.Scope.Estate.Name, cancellationToken).ConfigureAwait(false);
        return lease is null or { IsFree: true } ? "free"
            : lease.DeadBecause(table.Now, setup.Runner.Machine, setup.Runner.Lives) is { } dead ? $"{lease}; its holder is dead: {dead}"
            : lease.SeenAt(table.Now);
    });

    async Task<string> RunsAsync(WorkloadReference workload, string container, ImmutableArray<ReleaseRecord> known, CancellationToken cancellationToken)
    {
        if (await estate.Clusters[workload.Cluster].ReadWorkloadAsync(workload, cancellationToken).ConfigureAwait(false) is not { } live)
        {
            return "does not exist";
        }

        var image = WorkloadFields.ImageOf(live.Manifest, container) ?? "";
        return $"{PlanText.Short(image)}{Since(workload, image, known)}{(live.Rollout.State == RolloutState.Complete ? "" : $"; {live.Rollout.Message}")}";
    }

    async Task<string> ChartAsync(WorkloadReference chart, CancellationToken cancellationToken) =>
        await estate.Helm.ReadAsync(chart, cancellationToken).ConfigureAwait(false) is { } live ? $"chart {live.ChartVersion}, revision {live.Revision}, {live.Status}" : "does not exist";

    // Only what a release did is known to the second; who set an image by hand left no journal.
    static string Since(WorkloadReference workload, string image, ImmutableArray<ReleaseRecord> known)
    {
        var changes = from release in known
                      from update in release.Plan.Updates
                      where update.Workload == workload && update.To == image
                      let ended = release.State.Steps.GetValueOrDefault(update.Id) is { Undo: not null, Undone: false, Ended: { Ending: Ending.Done } done } ? done : null
                      where ended is not null
                      select string.Create(CultureInfo.InvariantCulture, $", since {ended.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC by release {release.Folder.Id}");
        return changes.FirstOrDefault("");
    }

    static async Task<StatusLine> ReadAsync(string subject, Func<Task<string>> read)
    {
        try
        {
            return new StatusLine(subject, await read().ConfigureAwait(false));
        }
        catch (EstateAccessException exception)
        {
            return new StatusLine(subject, $"not known: {exception.Message}");
        }
    }
}
