using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Reads how an estate stands, all of it side by side; what cannot be read is said in its place.</summary>
sealed class StatusReading(SessionSetup setup, SessionInput input, ConnectedEstate estate)
{
    /// <summary>Reads release, locks, placements and charts.</summary>
    /// <exception cref="RefusalException">A journal cannot be read.</exception>
    public async Task<EstateStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var copies = await JournalCopies.FetchAsync(input, estate, cancellationToken).ConfigureAwait(false);
        var known = KnownReleases.Read(input);
        var reading = Task.WhenAll(estate.Keepers.Select(keeper => LockAsync(keeper.Leases, cancellationToken)));
        var placements = Task.WhenAll(input.Scope.Placements.Select(placement => PlacementAsync(placement, known, cancellationToken)));
        var charts = Task.WhenAll(input.Scope.Charts.Select(chart => ChartAsync(chart, known, cancellationToken)));
        var release = known.FirstOrDefault(record => record.State.IsOpen) ?? known.FirstOrDefault();
        var locks = await reading.ConfigureAwait(false);
        return new EstateStatus
        {
            Estate = input.Scope.Estate.Name,
            Simulated = input.Scope.Estate.Embedded,
            At = setup.Time.GetUtcNow(),
            Placements = [.. await placements.ConfigureAwait(false)],
            Charts = [.. await charts.ConfigureAwait(false)],
            Locks = [.. locks],
            Release = release is null ? null : ReleaseStatus.Of(release),
            Unread = [.. copies.Unread.Select(problem => new UnreadPart(problem.Where, problem.Message))],
            Next = Next(release, locks.Any(each => each.State == LockState.Held)),
        };
    }

    string Next(ReleaseRecord? release, bool isHeld)
    {
        var command = release is { State: { Outcome: ReleaseOutcome.Done, Watch.Ended: null } }
            ? $"{NextCommand.AfterWatch(Ending.Stopped, ReleaseReport.Of(release.Folder.Id, release.Plan, release.Entries), RepeatedOptions.Of(setup.Request))}, unless it is watched elsewhere"
            : release is { State.IsOpen: true } ? NextCommand.ToGoOn(ReleaseReport.Of(release.Folder.Id, release.Plan, release.Entries), RepeatedOptions.Of(setup.Request)) : "";
        return !isHeld ? command : $"wait for the run that holds the lock{(command.Length == 0 ? "" : $"; if it leaves the release open, {command}")}";
    }

    async Task<LockStatus> LockAsync(ILeaseTable table, CancellationToken cancellationToken)
    {
        try
        {
            var lease = await table.FindAsync(input.Scope.Estate.Name, cancellationToken).ConfigureAwait(false);
            return LockStatus.Of(table.Cluster, lease, table.Now, setup.Runner.Machine, setup.Runner.Lives);
        }
        catch (EstateAccessException exception)
        {
            return LockStatus.Unread(table.Cluster, $"not known: {exception.Reason}");
        }
    }

    async Task<PlacementStatus> PlacementAsync(Placement placement, ImmutableArray<ReleaseRecord> known, CancellationToken cancellationToken)
    {
        try
        {
            var (cluster, workload) = (estate.Clusters[placement.Cluster], Surveyor.WorkloadOf(placement));
            if (await cluster.ReadWorkloadAsync(workload, cancellationToken).ConfigureAwait(false) is not { } live)
            {
                return PlacementStatus.Without(placement, Health.Missing, $"{workload} does not exist");
            }

            // The pods are asked only where the name of the image does not tell which one it is.
            var isCertain = ImageReference.TryParse(WorkloadFields.ImageOf(live.Manifest, placement.Container), out var image) && image.Digest.Length > 0;
            return PlacementStatus.Of(placement, live, isCertain ? [] : await RunningAsync(cluster, placement, cancellationToken).ConfigureAwait(false), known);
        }
        catch (EstateAccessException exception)
        {
            return PlacementStatus.Without(placement, Health.Unknown, $"not known: {exception.Message}");
        }
    }

    // Whoever may not look at pods sees everything else all the same.
    static async Task<ImmutableArray<RunningImage>> RunningAsync(ICluster cluster, Placement placement, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.ReadRunningImagesAsync(Surveyor.WorkloadOf(placement), placement.Container, cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException)
        {
            return [];
        }
    }

    async Task<ChartStatus> ChartAsync(Chart chart, ImmutableArray<ReleaseRecord> known, CancellationToken cancellationToken)
    {
        try
        {
            if (await estate.Helm.ReadAsync(ReleaseScope.ReleaseOf(chart), cancellationToken).ConfigureAwait(false) is not { } live)
            {
                return ChartStatus.Without(chart, Health.Missing, $"{ReleaseScope.ReleaseOf(chart)} does not exist");
            }

            var workloads = await Task.WhenAll(live.Workloads.Select(workload => estate.Clusters[workload.Cluster].ReadWorkloadAsync(workload, cancellationToken))).ConfigureAwait(false);
            return ChartStatus.Of(chart, live, [.. workloads], known);
        }
        catch (EstateAccessException exception)
        {
            return ChartStatus.Without(chart, Health.Unknown, $"not known: {exception.Message}");
        }
    }
}
