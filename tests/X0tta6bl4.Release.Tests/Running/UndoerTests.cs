using System.Text.Json.Nodes;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class UndoerTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public async Task Everything_is_as_before_and_the_release_is_undone()
    {
        var before = lab.Specs;
        await lab.RunAsync();

        var result = await lab.RollBackAsync();

        Assert.Equal(StepResult.Done("4 of 4 changes undone"), result);
        Assert.Equal(before, lab.Specs);
        Assert.Equal((ReleaseOutcome.Undone, false), (lab.Log.State.Outcome, lab.Log.State.IsOpen));
    }

    [Fact]
    public async Task The_newest_wave_goes_first()
    {
        await lab.RunAsync();
        lab.Journal.Entries.Clear();

        await lab.RollBackAsync();

        Assert.Equal(
            ["UpdateAgents/2/agents@west/update", "UpdateAgents/1/reports@east/update", "UpdateAgents/1/agents@east/update", "UpdateGateway/1/gateway@east/update"],
            lab.Journal.Entries.OfType<JournalEntry.UndoStarting>().Select(entry => entry.Step));
    }

    [Fact]
    public async Task One_failure_does_not_keep_the_others_from_their_undo()
    {
        await lab.RunAsync();
        lab.West.BeforePatch = _ => throw new EstateAccessException(AccessFailure.Unreachable, "west", "no answer");

        var result = await lab.RollBackAsync();

        Assert.Equal(StepResult.Failed("1 of 4 changes are not undone: west/system/deployment/agents-west: no answer"), result);
        Assert.Equal(3, lab.Plan.Updates.Count(update => lab.Specs.Any(spec => spec.Contains($"\"{update.From}\"", StringComparison.Ordinal) && spec.StartsWith(update.Workload.Name + " ", StringComparison.Ordinal))));
        Assert.True(lab.Log.State.IsOpen);
        Assert.Equal(["UpdateAgents/2/agents@west/update"], lab.Log.State.ToUndo.Select(step => step.Step));
    }

    [Fact]
    public async Task Fields_belong_again_to_whom_they_belonged()
    {
        JsonArray Owned(string strategy, string image, string ours) => JsonNode.Parse($$$$$$$$"""
            [ {"manager":"kubectl","operation":"Update","apiVersion":"apps/v1","time":"2026-01-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:replicas":{}{{{{{{{{strategy}}}}}}}},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"gateway\"}":{".":{}{{{{{{{{image}}}}}}}}}}}}}}}{{{{{{{{ours}}}}}}}} ]
            """)!.AsArray();
        void Set(JsonArray entries) => lab.East.Objects["gateway"]["metadata"]!["managedFields"] = entries;
        var before = Owned(""","f:strategy":{"f:type":{}}""", ""","f:image":{}""", "");
        Set(before.DeepClone().AsArray());
        lab.East.Objects["gateway"]["metadata"]!["resourceVersion"] = "7";
        await lab.RunAsync();
        // What a server makes of the change.
        Set(Owned("", "", """,{"manager":"x0tta6bl4-release","operation":"Update","apiVersion":"apps/v1","time":"2026-01-02T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:strategy":{"f:type":{}},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"gateway\"}":{"f:image":{}}}}}}}}"""));

        Assert.True((await lab.RollBackAsync()).IsGood);

        Assert.Equal(FieldChange.Canonical(before), FieldChange.Canonical(lab.East.Objects["gateway"]["metadata"]!["managedFields"]));
    }

    [Fact]
    public async Task Fields_that_cannot_be_given_back_are_said_and_the_undo_is_good()
    {
        lab.East.Objects["gateway"]["metadata"]!["managedFields"] = JsonNode.Parse("""[{"manager":"x0tta6bl4-release","operation":"Update","apiVersion":"apps/v1","fieldsV1":{"f:spec":{"f:strategy":{}}}},{"manager":"kubectl","operation":"Update","apiVersion":"apps/v1","fieldsV1":{"f:spec":{"f:replicas":{}}}}]""");
        await lab.RunAsync();
        lab.East.Objects["gateway"]["metadata"]!["managedFields"]![0]!["fieldsV1"] = JsonNode.Parse("""{"f:spec":{"f:strategy":{},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"gateway\"}":{"f:image":{}}}}}}}""");
        var patches = 0;
        lab.East.BeforePatch = workload => workload.Name == "gateway" && ++patches > 1 ? new PatchResult.Refused("the server rejected our request") : null;

        Assert.True((await lab.RollBackAsync()).IsGood);

        Assert.EndsWith("its fields stay owned by x0tta6bl4-release: the server rejected our request", lab.Journal.Entries.OfType<JournalEntry.UndoEnded>().Single(undo => undo.Step.Contains("gateway@east", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_hotfix_is_not_overwritten()
    {
        await lab.RunAsync();
        Manifests.Containers(lab.East.Objects["gateway"])[0]!["image"] = "example/gateway:hotfix";

        var result = await lab.RollBackAsync();

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Contains("east/system/deployment/gateway was changed by somebody else", result.Message, StringComparison.Ordinal);
        Assert.Contains("example/gateway:hotfix", Manifests.Spec(lab.East.Objects["gateway"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_changed_in_other_fields_stays()
    {
        await lab.RunAsync();
        lab.East.Objects["gateway"] = Manifests.WithSidecarInFront(lab.East.Objects["gateway"]);
        lab.East.Objects["gateway"]["spec"]!["replicas"] = 7;

        var result = await lab.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(["example/sidecar:1", "example/gateway:2.3.0"], Manifests.Containers(lab.East.Objects["gateway"]).Select(c => (string?)c!["image"]));
        Assert.Equal(7, WorkloadFields.ReplicasOf(lab.East.Objects["gateway"]));
    }

    [Fact]
    public async Task Undo_works_while_the_journal_cannot_be_written()
    {
        var before = lab.Specs;
        await lab.RunAsync();
        lab.Journal.FailsOn = _ => true;

        var result = await lab.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(before, lab.Specs);
    }

    [Fact]
    public async Task An_undo_whose_rollout_fails_is_not_an_undo()
    {
        await lab.RunAsync();
        lab.West.Watch = (_, _) => Task.FromResult(new RolloutReading(RolloutState.Stalled, "paused", RolloutCounts.None));

        var result = await lab.RollBackAsync();

        Assert.Equal("1 of 4 changes are not undone: west/system/deployment/agents-west: paused", result.Message);
        Assert.Null(lab.Log.State.Steps["UpdateAgents/2/agents@west/update"].Ended);
    }

    [Fact]
    public async Task A_second_rollback_does_only_what_the_first_left()
    {
        var before = lab.Specs;
        await lab.RunAsync();
        lab.West.BeforePatch = _ => new PatchResult.Refused("not now");
        await lab.RollBackAsync();
        lab.West.BeforePatch = _ => null;
        lab.East.Sent.Clear();

        var result = await lab.RollBackAsync();

        Assert.Equal(StepResult.Done("1 of 1 changes undone"), result);
        Assert.Equal(before, lab.Specs);
        Assert.Empty(lab.East.Sent);
    }

    [Fact]
    public async Task A_second_signal_ends_the_way_back_and_says_what_is_left()
    {
        await lab.RunAsync();
        using var signal = new CancellationTokenSource();
        lab.Stop = signal.Token;
        lab.West.Watch = MemoryCluster.NeverAsync;
        var undo = lab.RollBackAsync();

        await signal.CancelAsync();

        Assert.Equal(Ending.Stopped, (await undo).Ending);
        Assert.StartsWith("4 of 4 changes are not undone: west/system/deployment/agents-west: stopped by a signal", (await undo).Message, StringComparison.Ordinal);
        Assert.Equal(4, lab.Log.State.ToUndo.Count());
    }

    [Fact]
    public async Task A_done_release_whose_rollback_does_not_succeed_is_open_again()
    {
        await lab.RunAsync();
        await lab.Log.AppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = Lab.Start }, CancellationToken.None);
        lab.West.BeforePatch = _ => new PatchResult.Refused("not now");

        await lab.RollBackAsync();

        Assert.True(lab.Log.State.IsOpen);
    }

    public void Dispose() => lab.Dispose();
}
