using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class NoticesTests
{
    [Fact]
    public async Task A_good_release_is_told_at_its_beginning_its_first_change_and_its_end()
    {
        using var lab = new Lab();
        var sink = new Sink();

        await RunAsync(lab, sink, async () =>
        {
            await lab.RunAsync();
            await lab.Log.AppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = lab.Log.Now }, CancellationToken.None);
        });

        Assert.Equal(
            [
                "*Release 2.3.1* on *lab* begins with Prepare: 4 placements.",
                "*Release 2.3.1* on *lab*: checks are good, live changes begin with UpdateGateway.",
                ":white_check_mark: *Release 2.3.1* on *lab* is done: 4 placements.",
            ],
            sink.Texts);
    }

    [Theory]
    [InlineData(false, "rolled back, everything is as before")]
    [InlineData(true, "*not fully rolled back*")]
    public async Task A_rollback_is_told_truly(bool fails, string told)
    {
        using var lab = new Lab();
        var sink = new Sink();
        lab.East.Watch = (_, _) => Task.FromResult(new RolloutReading(RolloutState.Doomed, "crashes", RolloutCounts.None));

        await RunAsync(lab, sink, async () =>
        {
            await lab.RunAsync();
            lab.East.Watch = null;
            lab.East.BeforePatch = _ => fails ? new PatchResult.Refused("denied by policy") : null;
            await lab.RollBackAsync();
        });

        Assert.Contains(sink.Texts, text => text.StartsWith(":x: *Release 2.3.1* on *lab*: UpdateGateway failed.", StringComparison.Ordinal));
        Assert.Contains(told, sink.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_cannot_be_delivered_is_said_at_the_end_and_changes_nothing()
    {
        using var lab = new Lab();
        var sink = new Sink { Fail = () => throw new InvalidOperationException("the webhook answered 500") };

        var trouble = await RunAsync(lab, sink, async () => Assert.True((await lab.RunAsync()).IsGood));

        Assert.Equal("2 notices were not delivered: the webhook answered 500", trouble);
    }

    [Fact]
    public async Task A_webhook_that_hangs_is_waited_for_only_so_long()
    {
        using var lab = new Lab();
        var sink = new Sink { Hangs = true };
        var time = new FakeTimeProvider();
        using var notices = new Notices(sink, lab.Plan, new ReleaseState(), new Redactor());
        notices.OnEntry(new JournalEntry.StageStarted("Prepare") { At = Lab.Start });

        var end = notices.CompleteAsync(TimeSpan.FromSeconds(5), time);
        Assert.False(end.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("1 notice was not delivered: the release did not wait for them any longer", await end);
    }

    static async Task<string?> RunAsync(Lab lab, Sink sink, Func<Task> act)
    {
        using var notices = new Notices(sink, lab.Plan, new ReleaseState(), new Redactor());
        lab.Observers.Add(notices);
        lab.Log = lab.LogFrom(new ReleaseState());
        await act();
        return await notices.CompleteAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
    }

    sealed class Sink : INoticeSender
    {
        public List<string> Texts { get; } = [];

        public Action Fail { get; init; } = () => { };

        public bool Hangs { get; init; }

        public Task SendAsync(string text, CancellationToken cancellationToken)
        {
            Fail();
            Texts.Add(text);
            return Hangs ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask;
        }
    }
}
