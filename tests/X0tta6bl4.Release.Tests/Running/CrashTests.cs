using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

/// <summary>The process is killed at every journal boundary and at both sides of every patch; another one goes on from the journal.</summary>
public sealed class CrashTests
{
    public static TheoryData<int> Moments()
    {
        using var lab = new Lab();
        lab.RunAsync().GetAwaiter().GetResult();
        return [.. Enumerable.Range(0, lab.Life.Moments)];
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Killed_at_any_moment_a_release_ends_as_if_it_had_not_been(int moment)
    {
        using var whole = new Lab();
        await whole.RunAsync();
        using var lab = await KilledAsync(moment);

        using var next = Successor(lab);
        var result = await next.RunAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(whole.Specs, next.Specs);
        Assert.Equal(["agents", "agents-west", "gateway", "reports"], lab.Patched.Concat(next.Patched).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Killed_at_any_moment_a_release_can_be_rolled_back_to_its_start(int moment)
    {
        using var untouched = new Lab();
        using var lab = await KilledAsync(moment);

        using var next = Successor(lab);
        var result = await next.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(untouched.Specs, next.Specs);
        Assert.Equal(lab.Patched.Order(StringComparer.Ordinal), next.Patched.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Killed_on_the_way_back_another_process_completes_it(int moment)
    {
        using var lab = new Lab();
        var before = lab.Specs;
        await lab.RunAsync();
        lab.Life.DiesAt = lab.Life.Moments + moment;
        await Task.WhenAny(lab.RollBackAsync(), lab.Life.Death);

        using var next = Successor(lab);
        var result = await next.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(before, next.Specs);
        Assert.Equal(ReleaseOutcome.Undone, next.Log.State.Outcome);
    }

    static async Task<Lab> KilledAsync(int moment)
    {
        var lab = new Lab();
        lab.Life.DiesAt = moment;
        await Task.WhenAny(lab.RunAsync(), lab.Life.Death);
        Assert.True(lab.Life.Death.IsCompleted);
        return lab;
    }

    // Another process: same clusters, same journal, nothing remembered.
    static Lab Successor(Lab lab)
    {
        var next = new Lab { Plan = lab.Plan };
        foreach (var (from, to) in new[] { (lab.East, next.East), (lab.West, next.West) })
        {
            foreach (var (name, manifest) in from.Objects)
            {
                to.Objects[name] = manifest;
            }
        }

        next.Journal.Entries.AddRange(lab.Journal.Entries);
        next.Log = next.LogFrom(ReleaseState.Fold(lab.Journal.Entries));
        return next;
    }
}
