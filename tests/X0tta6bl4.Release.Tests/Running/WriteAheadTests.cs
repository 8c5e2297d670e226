using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class WriteAheadTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public async Task Nothing_is_patched_when_its_undo_cannot_be_journaled()
    {
        var before = lab.Specs;
        lab.Journal.FailsOn = entry => entry is JournalEntry.StepStarting { Undo: not null };

        var result = await lab.RunAsync();

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Contains("no space left on device", result.Message, StringComparison.Ordinal);
        Assert.Empty(lab.East.Sent);
        Assert.Equal(before, lab.Specs);
    }

    [Fact]
    public async Task The_undo_is_in_the_journal_before_each_patch()
    {
        var announced = new List<bool>();
        bool Known(string workload) => lab.Journal.Entries.OfType<JournalEntry.StepStarting>().Any(entry => entry.Undo?.Workload.Name == workload);
        foreach (var cluster in new[] { lab.East, lab.West })
        {
            cluster.BeforePatch = workload =>
            {
                announced.Add(Known(workload.Name));
                return null;
            };
        }

        await lab.RunAsync();

        Assert.Equal([true, true, true, true], announced);
    }

    [Fact]
    public async Task A_stage_whose_start_cannot_be_journaled_fails_and_does_nothing()
    {
        lab.Journal.FailsOn = entry => entry is JournalEntry.StageStarted;

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal("the journal cannot be written: no space left on device", result.Message);
        Assert.Empty(lab.Journal.Entries);
        Assert.Empty(lab.East.Sent);
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_reading_and_the_patch_lands_once()
    {
        lab.East.AfterPatch = _ => new PatchResult.Unanswered("the connection was reset");

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(["gateway"], lab.East.Sent);
        Assert.StartsWith("runs 2.3.1", lab.Log.State.Steps["UpdateGateway/1/gateway@east/update"].Ended?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_got_lost_is_sent_again()
    {
        lab.East.BeforePatch = _ => lab.East.Sent.Count == 1 ? new PatchResult.Unanswered("the connection was reset") : null;

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.True(result.IsGood, result.Message);
        Assert.Equal((2, 1), (lab.East.Sent.Count, lab.East.Patched.Count));
        Assert.Single(lab.Journal.Entries, entry => entry is JournalEntry.StepStarting { Undo: not null });
    }

    [Fact]
    public async Task Even_the_last_try_that_got_no_answer_is_settled_by_reading()
    {
        lab.East.BeforePatch = _ => lab.East.Sent.Count < 3 ? new PatchResult.Refused("try again") : null;
        lab.East.AfterPatch = _ => new PatchResult.Unanswered("the connection was reset");

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.True(result.IsGood, result.Message);
        Assert.Equal((3, 1), (lab.East.Sent.Count, lab.East.Patched.Count));
    }

    [Fact]
    public async Task A_server_that_never_takes_the_patch_ends_the_step_with_its_words()
    {
        lab.East.BeforePatch = _ => new PatchResult.Refused("exceeded quota");

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal("east/system/deployment/gateway could not be changed: exceeded quota", result.Message);
        Assert.Equal(3, lab.East.Sent.Count);
    }

    [Fact]
    public async Task A_patch_refused_because_somebody_was_faster_names_the_field_and_both_values()
    {
        lab.East.BeforePatch = _ =>
        {
            Manifests.Containers(lab.East.Objects["gateway"])[0]!["image"] = "example/gateway:hotfix";
            return null;
        };

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal(
            "east/system/deployment/gateway was changed by somebody else: /spec/template/spec/containers/[name=gateway]/image: expected \"example/gateway:2.3.0\", found \"example/gateway:hotfix\"",
            result.Message);
        Assert.Empty(lab.East.Patched);
    }

    [Fact]
    public async Task A_workload_that_is_gone_or_replaced_is_not_patched()
    {
        lab.East.Objects["gateway"]["metadata"]!["uid"] = "another";
        lab.East.Objects.Remove("reports");

        var (replaced, gone) = (await lab.RunStageAsync("UpdateGateway"), await lab.RunStageAsync("UpdateAgents"));

        Assert.Contains("replaced by another of the same name (uid another, was uid-gateway)", replaced.Message, StringComparison.Ordinal);
        Assert.Equal("east/system/deployment/reports does not exist any more", gone.Message);
        Assert.DoesNotContain("reports", lab.East.Sent);
    }

    public void Dispose() => lab.Dispose();
}
