using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A release whose image of one component cannot be pulled, and that is undone.</summary>
static class FailedRelease
{
    static readonly Fault NoImage = new(
        "K-IMG-NOTFOUND", "east/system/pod/reports-6d4f-x2x1", "image example/reports:2.3.1 cannot be pulled: not found", "push the image, or release a version that exists",
        ["Waiting: ErrImagePull", "Failed to pull image \"example/reports:2.3.1\" | not found"]);

    /// <summary>The whole journal, from opening to the end of the run.</summary>
    public static async Task<ImmutableArray<JournalEntry>> RunAsync(Lab lab)
    {
        lab.East.Watch = (question, _) =>
        {
            lab.Time.Advance(TimeSpan.FromSeconds(7));
            var isNew = WorkloadFields.ImageOf(lab.East.Objects[question.Workload.Name], question.Container)!.Contains("2.3.1", StringComparison.Ordinal);
            return Task.FromResult(isNew && question.Workload.Name == "reports" ? new RolloutReading(RolloutState.Doomed, "1 of 4 updated", RolloutCounts.None, NoImage) : MemoryCluster.Complete);
        };
        await OpenAsync(lab);
        var result = await lab.RunAsync();
        await lab.RollBackAsync();
        await lab.Log.AppendAsync(new JournalEntry.RunEnded(1, result.Message) { At = lab.Log.Now }, CancellationToken.None);
        return [.. lab.Journal.Entries];
    }

    /// <summary>The first two entries of a release.</summary>
    public static async Task OpenAsync(Lab lab)
    {
        await lab.Log.AppendAsync(new JournalEntry.ReleaseOpened(1, "2.3.1-20260102T030405Z", "lab", "2.3.1", lab.Plan.Intent, PlanFingerprint.Of(lab.Plan)) { At = lab.Log.Now }, CancellationToken.None);
        await lab.Log.AppendAsync(new JournalEntry.RunStarted("anna", "runner-1", "Release") { At = lab.Log.Now }, CancellationToken.None);
    }
}
