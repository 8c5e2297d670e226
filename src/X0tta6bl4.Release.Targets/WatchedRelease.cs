using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Decides which release is watched, and until when. Pure.</summary>
static class WatchedRelease
{
    /// <summary>How long a release is watched when nobody says.</summary>
    public static TimeSpan Usual { get; } = TimeSpan.FromHours(48);

    /// <summary>The release to watch: the named one, else the newest one that is done and has not been taken back.</summary>
    /// <param name="known">Releases of the estate, newest first.</param>
    /// <param name="id">The named one; null for none.</param>
    /// <param name="estate">The estate.</param>
    /// <exception cref="RefusalException">There is none, or it cannot be watched.</exception>
    public static ReleaseRecord Choose(ImmutableArray<ReleaseRecord> known, string? id, string estate)
    {
        if (known.FirstOrDefault(release => release.State.IsOpen) is { } open)
        {
            throw Refused(open.Folder.Id, "this release is open; only one that is done is watched", $"go on: ./build.sh Release --version {open.Plan.Version} --estate {estate}, or back: ./build.sh Rollback --estate {estate} --release-id {open.Folder.Id}");
        }

        var release = id is null ? known.FirstOrDefault(release => release.State.Outcome == ReleaseOutcome.Done) : known.FirstOrDefault(release => release.Folder.Id == id);
        return release is null ? throw Refused(id ?? estate, id is null ? "no release that is done was found in artifacts/releases, nor a copy of its journal in the clusters" : "no such release was found in artifacts/releases, nor a copy of its journal in the clusters", $"release first: ./build.sh Release --version X.Y.Z --estate {estate}")
            : release.State.Outcome != ReleaseOutcome.Done ? throw Refused(release.Folder.Id, $"this release is {release.State.Outcome?.ToString().ToLowerInvariant() ?? "not done"}; only one that is done is watched", "leave --release-id out to watch the newest one that is done")
            : Successor(known, release.Folder.Id) is { } successor ? throw Refused(release.Folder.Id, $"there is nothing of it left to watch: {successor}", "leave --release-id out to watch the newest one that is done")
            : !WatchRun.CanWatch(release.Plan) ? throw Refused(release.Folder.Id, "its plan has no gate and no probe by which it could be judged, so watching it would prove nothing", "give the runbook gates or probes, and its cluster metrics, before the next release")
            : release;
    }

    /// <summary>Why there is nothing left to watch of a release, in one line: it is not done any more, or another one has changed the estate since. Null while there is.</summary>
    /// <param name="known">Releases of the estate, newest first.</param>
    /// <param name="id">The release.</param>
    public static string? Successor(ImmutableArray<ReleaseRecord> known, string id)
    {
        if (known.FirstOrDefault(release => release.Folder.Id == id) is not { } own)
        {
            return null;
        }

        return own.State.Outcome != ReleaseOutcome.Done ? $"release {id} is being taken back or changed by another run"
            : known.FirstOrDefault(release => release.Folder.Id != id && release.Entries[0].At > own.Entries[0].At && release.State.ToUndo.Any()) is { } newer ? $"release {newer.Folder.Id} has changed the estate since"
            : null;
    }

    /// <summary>When the watch begins and ends. One that is not at its end goes on until the end that it had; another length counts from its own beginning.</summary>
    /// <param name="release">The release.</param>
    /// <param name="length">The length that was asked for; null for none.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="RefusalException">It would be at its end, or too short to show anything.</exception>
    public static (DateTimeOffset From, DateTimeOffset Until) Time(ReleaseRecord release, TimeSpan? length, WatchRule rule, DateTimeOffset now)
    {
        var unfinished = Unfinished(release.State);
        var from = unfinished?.From ?? now;
        var until = length is { } given ? from + given : unfinished?.Until ?? from + Usual;
        return until - from < rule.Interval * rule.FailuresInRow
                ? throw Refused("--for", $"{DurationText.Format(until - from)} is too short to show anything: {rule.FailuresInRow} questions are asked at least, every {DurationText.Format(rule.Interval)}", "for example --for 48h")
            : unfinished is not null && until != unfinished.Until && until <= now
                ? throw Refused("--for", $"the watch that is not at its end began at {WatchText.Moment(from)}, and would have ended at {WatchText.Moment(until)}", $"leave --for out to go on until {WatchText.Moment(unfinished.Until)}, or give a greater length")
            : (from, until);
    }

    static WatchState? Unfinished(ReleaseState state) => state.Watch is { Ended: null } ? state.Watch : null;

    static RefusalException Refused(string where, string message, string hint) => new([new Problem(where, message, hint)]);
}
