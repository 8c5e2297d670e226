using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class LiveScreenTests : IDisposable
{
    static readonly TerminalTraits Colourful = new(IsLive: true, HasColours: true, Rewraps: true);

    readonly FakeTimeProvider time = new();
    readonly FakeTerminal terminal = new(60, 20, rewraps: true);
    ImmutableArray<LiveRow> block = [];

    [Fact]
    public void A_block_stands_below_the_lines()
    {
        using var screen = Screen(Colourful);
        screen.WriteLine("first");
        Show("one", "two");
        screen.WriteLine("second");

        Assert.Equal(["first", "second", "one", "two"], terminal.Lines);
    }

    [Fact]
    public void A_block_is_drawn_when_it_changes_and_not_before()
    {
        using var screen = Screen(Colourful);
        Show("one");
        var writes = terminal.Writes;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(writes, terminal.Writes);

        Show("two");
        Assert.Equal(writes + 1, terminal.Writes);
        Assert.Equal(["two"], terminal.Lines);
    }

    [Fact]
    public void Many_changes_at_once_are_one_drawing()
    {
        using var screen = Screen(Colourful);
        Show("0");
        var writes = terminal.Writes;
        for (var i = 1; i <= 1000; i++)
        {
            block = [Row($"{i}")];
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(4, terminal.Writes - writes);
    }

    [Fact]
    public void A_block_that_shrinks_or_goes_leaves_nothing_behind()
    {
        using var screen = Screen(Colourful);
        Show("one", "two", "three");
        Show("four");
        Assert.Equal(["four"], terminal.Lines);

        Show();
        Assert.Empty(terminal.Lines);
        screen.WriteLine("line");
        Assert.Equal(["line"], terminal.Lines);
    }

    [Fact]
    public void A_line_in_pieces_waits_for_its_end_while_a_block_stands_there()
    {
        using var screen = Screen(Colourful);
        Show("block");
        screen.Write("half ");
        Assert.Equal(["block"], terminal.Lines);

        screen.Write("and half\nmore");
        Assert.Equal(["half and half", "block"], terminal.Lines);

        block = [];
        screen.Write(" to come");
        Assert.Equal(["half and half", "more to come"], terminal.Lines);
    }

    [Fact]
    public void A_block_waits_for_the_end_of_a_line_that_was_begun()
    {
        using var screen = Screen(Colourful);
        screen.Write("begun");
        Show("block");
        Assert.Equal(["begun"], terminal.Lines);

        screen.WriteLine(" and ended");
        Assert.Equal(["begun and ended", "block"], terminal.Lines);
    }

    [Fact]
    public void Somebody_else_can_write_whole_lines_after_the_block_was_taken_away()
    {
        using var screen = Screen(Colourful);
        Show("block");
        screen.Erase();
        screen.WriteLine("stopped");
        terminal.Write("SIGINT: no further target starts\n");
        Assert.Equal(["stopped", "SIGINT: no further target starts"], terminal.Lines);

        time.Advance(LiveScreen.Spacing);
        Assert.Equal(["stopped", "SIGINT: no further target starts", "block"], terminal.Lines);
    }

    [Fact]
    public void An_echoed_control_key_is_overwritten()
    {
        using var screen = Screen(Colourful);
        Show("block");
        terminal.Write("^C");
        screen.WriteLine("line");

        Assert.Equal(["line", "block"], terminal.Lines);
    }

    [Fact]
    public void Output_that_would_move_the_cursor_does_not()
    {
        using var screen = Screen(Colourful);
        Show("block");
        screen.WriteLine("50 %\r100 %\e[2Jdone");

        Assert.Equal(["50 % 100 % [2Jdone", "block"], terminal.Lines);
    }

    [Fact]
    public void What_stands_there_at_the_end_stays_as_text_and_later_lines_follow()
    {
        using (var screen = Screen(Colourful))
        {
            Show("block");
        }

        terminal.Write("prompt");
        Assert.Equal(["block", "prompt"], terminal.Lines);
    }

    [Fact]
    public void A_view_that_fails_ends_the_block_and_not_the_lines()
    {
        using var screen = new LiveScreen(terminal, () => terminal.Size, Colourful, time);
        var calls = 0;
        screen.Attach((_, _) => calls++ == 0 ? [Row("block")] : throw new InvalidOperationException("broken"));
        time.Advance(LiveScreen.Spacing);
        screen.WriteLine("line");
        time.Advance(LiveScreen.Spacing);

        Assert.Equal(2, calls);
        Assert.Equal(["line"], terminal.Lines);
    }

    [Fact]
    public void Colours_are_there_only_when_they_are_wanted()
    {
        using var plain = new StringWriter();
        using var colourful = new StringWriter();
        foreach (var (writer, traits) in new[] { (plain, Colourful with { HasColours = false }), (colourful, Colourful) })
        {
            using var screen = new LiveScreen(writer, () => new WindowSize(60, 20), traits, time);
            screen.Attach((_, _) => [LiveRow.Of(59, ("bad", LiveTone.Bad))]);
            time.Advance(LiveScreen.Spacing);
        }

        Assert.Equal("bad\e[K\n", plain.ToString());
        Assert.Equal("\e[31mbad\e[0m\e[K\n", colourful.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_remains_of_a_block_whatever_is_written_and_however_the_window_changes(bool rewraps)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            using var interleaving = new Interleaving(seed, rewraps);
            interleaving.Run();
        }
    }

    public void Dispose() => terminal.Dispose();

    LiveScreen Screen(TerminalTraits traits)
    {
        var screen = new LiveScreen(terminal, () => terminal.Size, traits, time);
        screen.Attach((_, _) => block);
        return screen;
    }

    void Show(params string[] rows)
    {
        block = [.. rows.Select(Row)];
        time.Advance(LiveScreen.Spacing);
    }

    static LiveRow Row(string text) => LiveRow.Of(200, (text, LiveTone.Plain));
}
