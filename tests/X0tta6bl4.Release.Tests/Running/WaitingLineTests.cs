using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class WaitingLineTests : IDisposable
{
    readonly Lab lab = new();
    readonly Recorder shown = new();

    public WaitingLineTests()
    {
        lab.Observers.Add(shown);
        lab.Log = lab.LogFrom(new ReleaseState());
    }

    [Fact]
    public void What_is_waited_for_is_said_again_after_thirty_seconds_without_news()
    {
        using var waiting = new WaitingLine(lab.Context, "step", TimeSpan.FromMinutes(10));
        waiting.Tell("1 of 4 updated");

        lab.Time.Advance(TimeSpan.FromSeconds(20));
        waiting.Tell("2 of 4 updated");
        lab.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(["1 of 4 updated", "2 of 4 updated"], Lines());

        lab.Time.Advance(TimeSpan.FromSeconds(1));
        lab.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["still waiting, 50 s of 10 min: 2 of 4 updated", "still waiting, 1 min 20 s of 10 min: 2 of 4 updated"], Lines().Skip(2));
    }

    [Fact]
    public void News_comes_with_its_counts_and_a_reminder_is_marked_as_none()
    {
        using var waiting = new WaitingLine(lab.Context, "step", TimeSpan.FromMinutes(10));
        waiting.Tell("1 of 4 updated", new RolloutCounts(4, 1, 0, 4, 5));
        lab.Time.Advance(WaitingLine.Pause);

        Assert.Equal([(4, false), (null, true)], shown.Progress.Select(progress => (progress.Counts?.Desired, progress.IsReminder)));
    }

    [Fact]
    public void Nothing_is_said_before_the_first_news_and_after_the_end()
    {
        using (var waiting = new WaitingLine(lab.Context, "step", TimeSpan.FromMinutes(10)))
        {
            lab.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Empty(Lines());
            waiting.Tell("1 of 4 updated");
        }

        lab.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["1 of 4 updated"], Lines());
    }

    public void Dispose() => lab.Dispose();

    IEnumerable<string> Lines() => shown.Progress.Select(progress => progress.Message);
}
