using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class LiveRunTests : IDisposable
{
    readonly FakeTimeProvider time = new(Moments.Start);
    readonly Redactor redactor = new();
    readonly FakeTerminal terminal = new(120, 30, rewraps: true);
    readonly LiveScreen screen;
    readonly LiveRun run;

    public LiveRunTests()
    {
        screen = new LiveScreen(terminal, () => terminal.Size, new TerminalTraits(IsLive: true, HasColours: true, Rewraps: true), time);
        run = new LiveRun(Moments.Plan, new ReleaseState(), new RedactingWriter(screen, redactor), screen, redactor, () => null, time);
    }

    [Theory]
    [InlineData("done", 120)]
    [InlineData("done", 60)]
    [InlineData("failed-and-undone", 120)]
    [InlineData("failed-and-undone", 40)]
    public void What_scrolled_away_is_what_plain_lines_would_be_and_nothing_else_is_left(string release, int columns)
    {
        terminal.Resize(columns, 30);
        using var plain = new StringWriter { NewLine = "\n" };
        var lines = new PlainLines(Moments.Plan, plain, time);
        var (drawn, resized) = (0, false);
        foreach (var entry in RecordedRelease.Entries(release))
        {
            time.Advance(LiveScreen.Spacing);
            run.OnEntry(entry);
            lines.OnEntry(entry);
            // In the middle of a block, at every second entry, the window changes and changes back.
            terminal.Resize((resized = !resized) ? columns * 2 / 3 : columns, 30);
            var written = plain.ToString().Split('\n')[..^1];
            Assert.Equal(written, terminal.Lines.Take(written.Length));
            drawn = Math.Max(drawn, terminal.Lines.Count - written.Length);
        }

        Assert.True(drawn > 2);
        Assert.Equal(plain.ToString().Split('\n')[..^1], terminal.Lines);
    }

    [Fact]
    public void Progress_stays_in_the_block_and_output_scrolls_away()
    {
        Update();
        run.OnProgress(new RunProgress(Moments.Agents, "1 of 4 updated"));
        run.OnProgress(new RunProgress(Moments.Agents, "hello", IsOutput: true));
        time.Advance(LiveScreen.Spacing);

        Assert.Single(terminal.Lines, line => line.Contains("1 of 4 updated", StringComparison.Ordinal));
        Assert.StartsWith("03:04:05    east/system/deployment/agents: | hello", terminal.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("── UpdateAgents, wave 1 of 2", terminal.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Time_and_availability_go_on_without_an_entry()
    {
        Update();
        run.OnAvailability(new AvailabilityFigure("api", new ProbeCount(20, 0, 0, 0, "")));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains(terminal.Lines, line => line.Contains(" 0:02, 24:58 left of 25 min", StringComparison.Ordinal));
        Assert.Contains("  availability of api  0 of 20 requests failed", terminal.Lines);
    }

    [Fact]
    public void No_secret_stands_in_the_block_not_even_a_part_of_it()
    {
        redactor.Learn(new Secret("correct-horse-battery-staple-correct-horse-battery-staple"));
        terminal.Resize(60, 30);
        Update();
        run.OnProgress(new RunProgress(Moments.Agents, "asks with correct-horse-battery-staple-correct-horse-battery-staple"));
        run.OnAvailability(new AvailabilityFigure("api", new ProbeCount(20, 1, 0, 0, "correct-horse-battery-staple-correct-horse-battery-staple")));
        time.Advance(LiveScreen.Spacing);

        Assert.Contains(terminal.Lines, line => line.Contains("***", StringComparison.Ordinal));
        Assert.DoesNotContain(terminal.Lines, line => line.Contains("correct", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lock_in_trouble_has_a_row()
    {
        using var other = new LiveScreen(terminal, () => terminal.Size, new TerminalTraits(IsLive: true, HasColours: false, Rewraps: true), time);
        var trouble = "";
        var watched = new LiveRun(Moments.Plan, new ReleaseState(), other, other, redactor, () => trouble, time);
        watched.OnEntry(new JournalEntry.StageStarted("UpdateAgents") { At = Moments.Start });
        time.Advance(LiveScreen.Spacing);
        Assert.DoesNotContain(terminal.Lines, line => line.StartsWith("  lock", StringComparison.Ordinal));

        trouble = "west: the lock of estate lab was broken";
        time.Advance(LiveScreen.Spacing);
        Assert.Contains("  lock  west: the lock of estate lab was broken", terminal.Lines);
    }

    void Update()
    {
        run.OnEntry(new JournalEntry.StageStarted("UpdateAgents") { At = time.GetUtcNow() });
        run.OnEntry(new JournalEntry.StepStarting(Moments.Agents, null) { At = time.GetUtcNow() });
    }

    public void Dispose()
    {
        screen.Dispose();
        terminal.Dispose();
    }
}
