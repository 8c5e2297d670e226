using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class PlainRunTests : IDisposable
{
    const string Update = "UpdateGateway/1/gateway@east/update";
    const string Check = "UpdateGateway/1/gateway@east/check-1";

    readonly FakeTimeProvider time = new(Moments.Start);
    readonly StringWriter output = new() { NewLine = "\n" };
    readonly PlainRun run;

    public PlainRunTests() => run = new PlainRun(Moments.Plan, new ReleaseState(), output, time);

    [Theory]
    [InlineData("done")]
    [InlineData("failed-and-undone")]
    public void A_run_without_long_waits_has_no_line_more_than_its_facts(string release)
    {
        foreach (var entry in RecordedRelease.Entries(release))
        {
            run.OnEntry(entry);
        }

        time.Advance(TimeSpan.FromMinutes(5));
        RecordedRelease.Same(release + ".txt", output.ToString());
    }

    [Fact]
    public void What_is_waited_for_is_said_after_every_thirty_seconds_without_a_line()
    {
        Start();
        time.Advance(TimeSpan.FromSeconds(20));
        run.OnProgress(new RunProgress(Check, "GET https://api.example.com/health: 503; try 1 of 9"));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(2, Lines.Length);

        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(
            [
                "03:04:55    still waiting, 50 s of 25 min: gateway@east, checking: GET https://api.example.com/health: 503; try 1 of 9",
                "03:05:25    still waiting, 1 min 20 s of 25 min: gateway@east, checking: GET https://api.example.com/health: 503; try 1 of 9",
            ],
            Lines[2..]);
    }

    [Fact]
    public void Progress_that_is_not_printed_puts_nothing_off()
    {
        Start();
        run.OnProgress(new RunProgress(Check, "no answer"));
        time.Advance(TimeSpan.FromSeconds(20));
        run.OnProgress(new RunProgress(Check, "no answer"));
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("03:04:35    still waiting, 30 s of 25 min: gateway@east, checking: no answer", Lines[^1]);
    }

    [Fact]
    public void A_soak_is_waited_for_when_nothing_else_is()
    {
        Start();
        run.OnEntry(new JournalEntry.StepEnded(Check, Ending.Done, "200 OK") { At = time.GetUtcNow() });
        run.OnProgress(new RunProgress("UpdateGateway/1", "soaking for 10 min"));
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("03:04:35    still waiting, 30 s of 25 min: soaking for 10 min", Lines[^1]);
    }

    [Fact]
    public void A_rollout_is_waited_for_like_anything_else_and_nothing_is_outside_of_a_stage()
    {
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(Lines);

        run.OnEntry(new JournalEntry.StageStarted("UpdateGateway") { At = time.GetUtcNow() });
        run.OnEntry(new JournalEntry.StepStarting(Update, null) { At = time.GetUtcNow() });
        run.OnProgress(new RunProgress(Update, "1 of 4 updated") { Counts = new RolloutCounts(4, 1, 0, 4, 5) });
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("03:05:35    still waiting, 30 s of 25 min: gateway@east, updating: 1 of 4 updated", Lines[^1]);
    }

    [Fact]
    public void What_is_taken_back_is_waited_for_without_a_budget()
    {
        JournalEntry[] entries = [.. RecordedRelease.Entries("failed-and-undone")];
        var undoing = Array.FindIndex(entries, entry => entry is JournalEntry.UndoStarting);
        Array.ForEach(entries[..(undoing + 1)], run.OnEntry);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Matches("^03:04:35    still waiting, [^:]*: .*, undoing", Lines[^1]);
        Assert.DoesNotContain(" of ", Lines[^1], StringComparison.Ordinal);
    }

    string[] Lines => output.ToString().Split('\n')[..^1];

    void Start()
    {
        run.OnEntry(new JournalEntry.StageStarted("UpdateGateway") { At = time.GetUtcNow() });
        run.OnEntry(new JournalEntry.StepStarting(Check, null) { At = time.GetUtcNow() });
    }

    public void Dispose()
    {
        run.Dispose();
        output.Dispose();
    }
}
