using System.Text.Json.Nodes;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

/// <summary>What a run may change depends on its token and on its lock.</summary>
public sealed class FenceTests : IAsyncLifetime
{
    readonly Lab lab = new();
    readonly MemoryLeases east;
    readonly MemoryLeases west;
    readonly EstateLeases leases;

    public FenceTests()
    {
        (east, west) = (new MemoryLeases("east", lab.Time), new MemoryLeases("west", lab.Time));
        leases = new EstateLeases([east, west], LabRunbook.Estate(), new EstateLease { Token = "ours", Holder = "anna@runner" }, _ => true, lab.Time);
        lab.Fence = new Fence(leases, lab.Estate.Clusters);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    IEnumerable<string?> Tokens => lab.Plan.Updates.Select(update => TokenStamp.Of((update.Workload.Cluster == "east" ? lab.East : lab.West).Objects[update.Workload.Name]));

    public async ValueTask InitializeAsync() => Assert.Null(await leases.TakeAsync(_ => { }, null, Token));

    public async ValueTask DisposeAsync()
    {
        await leases.DisposeAsync();
        lab.Dispose();
    }

    [Fact]
    public async Task Every_placement_has_the_token_before_any_is_changed()
    {
        var before = lab.Specs;
        var stamped = new List<bool>();
        lab.Observers.Add(new Recorder(entry => stamped.AddRange(entry is JournalEntry.StepStarting { Undo: not null } ? [Tokens.All(token => token == "ours")] : [])));
        lab.Log = lab.LogFrom(lab.Log.State);

        var result = await lab.RunAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal([true, true, true, true], stamped);
        Assert.NotEqual(before, lab.Specs);
    }

    [Fact]
    public async Task Checks_put_no_token_anywhere()
    {
        await lab.RunStageAsync("Prepare");

        Assert.All(Tokens, Assert.Null);
        Assert.Empty(lab.East.Sent);
    }

    [Fact]
    public async Task A_patch_that_arrives_after_another_run_has_put_its_token_there_does_not_land()
    {
        await lab.RunStageAsync("Prepare");
        var before = lab.Specs;
        lab.East.BeforePatch = workload =>
        {
            if (TokenStamp.Of(lab.East.Objects[workload.Name]) == "ours")
            {
                Take(east);
                Stamp("theirs");
            }

            return null;
        };

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Contains("the lock of estate lab was taken over by ben@elsewhere", result.Message, StringComparison.Ordinal);
        Assert.Equal(before, lab.Specs);
    }

    [Fact]
    public async Task A_token_that_nobody_holds_is_replaced()
    {
        await lab.RunStageAsync("Prepare");
        Stamp("of a run long gone");

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.True(result.IsGood, result.Message);
        Assert.All(Tokens, token => Assert.Equal("ours", token));
    }

    [Fact]
    public async Task A_token_that_comes_back_in_the_middle_is_replaced_first()
    {
        await lab.RunStageAsync("Prepare");
        await lab.RunStageAsync("UpdateGateway");
        Stamp("from an old ReplicaSet");

        var result = await lab.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal("ours", TokenStamp.Of(lab.East.Objects["gateway"]));
    }

    [Fact]
    public async Task Without_the_lock_no_stage_changes_anything()
    {
        await lab.RunStageAsync("Prepare");
        Take(east);

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Empty(lab.East.Sent);
        Assert.False(lab.Log.State.IsOpen);
    }

    [Fact]
    public async Task Whoever_lost_the_lock_takes_nothing_back_either()
    {
        await lab.RunAsync();
        var changed = lab.Specs;
        Take(east);
        Take(west);

        var result = await lab.RollBackAsync();

        Assert.Contains("left to the run that has taken over the lock: ben@elsewhere", result.Message, StringComparison.Ordinal);
        Assert.Equal(changed, lab.Specs);
    }

    [Fact]
    public async Task The_way_back_needs_no_lock_that_can_be_reached()
    {
        var before = lab.Specs;
        await lab.RunAsync();
        (east.Down, west.Down) = ("no route to host", "no route to host");

        var result = await lab.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(before, lab.Specs);
    }

    [Fact]
    public async Task A_run_takes_its_own_tokens_off_and_nothing_else()
    {
        var before = lab.East.Objects["gateway"]["metadata"]!["annotations"]?.ToJsonString();
        await lab.RunStageAsync("Prepare");
        await lab.RunStageAsync("UpdateGateway");

        await lab.Fence!.ClearAsync(lab.Plan.Updates.Select(update => update.Workload), Token);

        Assert.All(Tokens, Assert.Null);
        Assert.Equal(before ?? "{}", lab.East.Objects["gateway"]["metadata"]!["annotations"]!.ToJsonString());
    }

    [Fact]
    public async Task Whoever_takes_over_disarms_what_was_sent_before()
    {
        await lab.RunStageAsync("Prepare");
        Stamp("of the run before");
        var late = PatchOperation.Test(TokenStamp.Path, "of the run before");

        await lab.Fence!.DisarmAsync(lab.Plan.Updates.Select(update => update.Workload), Token);

        Assert.All(Tokens, Assert.Null);
        Assert.IsType<PatchResult.Refused>(await lab.East.PatchAsync(lab.Plan.Updates.First(update => update.Workload.Cluster == "east").Workload, [late], FieldOwner.Own, Token));
    }

    [Fact]
    public async Task A_run_that_lost_the_lock_takes_nobody_elses_token_off_and_puts_none_in_its_place()
    {
        await lab.RunStageAsync("Prepare");
        var workloads = lab.Plan.Updates.Select(update => update.Workload).ToArray();
        Take(east);
        Take(west);
        Stamp("theirs");

        await lab.Fence!.ClearAsync(workloads, Token);
        await lab.Fence.TryStampAsync(workloads, Token);

        Assert.All(Tokens, token => Assert.Equal("theirs", token));
    }

    [Fact]
    public async Task A_token_that_was_sent_before_another_run_put_its_own_there_does_not_land()
    {
        await lab.RunStageAsync("Prepare");
        Stamp("of the run before");
        lab.East.BeforePatch = lab.West.BeforePatch = _ =>
        {
            Take(east);
            Take(west);
            Stamp("theirs");
            return null;
        };

        await lab.Fence!.TryStampAsync(lab.Plan.Updates.Select(update => update.Workload), Token);

        Assert.All(Tokens, token => Assert.Equal("theirs", token));
    }

    [Theory]
    [InlineData("""{"metadata":{"annotations":{"x0tta6bl4.com/release-token":"ours"}}}""", "[]")]
    [InlineData("""{"metadata":{"annotations":{"x0tta6bl4.com/release-token":"old"}}}""", """[{"op":"test","path":"/metadata/annotations/x0tta6bl4.com~1release-token","value":"old"},{"op":"replace","path":"/metadata/annotations/x0tta6bl4.com~1release-token","value":"ours"}]""")]
    [InlineData("""{"metadata":{"resourceVersion":"7","annotations":{"a":"b"}}}""", """[{"op":"test","path":"/metadata/resourceVersion","value":"7"},{"op":"add","path":"/metadata/annotations/x0tta6bl4.com~1release-token","value":"ours"}]""")]
    [InlineData("""{"metadata":{"resourceVersion":"7"}}""", """[{"op":"test","path":"/metadata/resourceVersion","value":"7"},{"op":"add","path":"/metadata/annotations","value":{"x0tta6bl4.com/release-token":"ours"}}]""")]
    public void A_patch_begins_with_what_was_seen_of_the_token(string manifest, string operations) =>
        Assert.Equal(operations, PatchOperation.ToText(TokenStamp.Set(JsonNode.Parse(manifest)!.AsObject(), "ours")));

    void Take(MemoryLeases leases) => leases.Lease = new EstateLease { Token = "theirs", Holder = "ben@elsewhere", Version = "other", Renewed = lab.Time.GetUtcNow(), Expiry = TimeSpan.FromSeconds(60) };

    void Stamp(string token)
    {
        foreach (var manifest in lab.East.Objects.Values.Concat(lab.West.Objects.Values).Where(manifest => (string?)manifest["kind"] == "Deployment"))
        {
            manifest["metadata"]!["annotations"] = new JsonObject { [TokenStamp.Annotation] = token };
        }
    }
}
