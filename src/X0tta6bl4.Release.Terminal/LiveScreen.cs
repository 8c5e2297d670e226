using System.Collections.Immutable;
using System.Text;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A terminal with a block of rows at its end that is drawn in place, and the writer of everything that scrolls away above it.</summary>
/// <remarks>
/// Written by hand, not by Spectre.Console's live display: that one hides the cursor, takes the console for itself and does not know how to let other lines pass; all that is needed
/// here is three escapes. The cursor always stands in the first column of the row below the block and is never hidden, so whatever ends the process, be it a kill, leaves
/// whole rows of text and a usable terminal behind.
/// Whoever writes to the terminal beside this writer must call <see cref="Erase"/> before.
/// </remarks>
public sealed class LiveScreen : TextWriter
{
    /// <summary>Time between two looks at whether something has changed.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(250);

    readonly Lock gate = new();
    readonly TextWriter terminal;
    readonly Func<WindowSize> size;
    readonly TimeProvider time;
    readonly TerminalTraits traits;
    readonly ITimer timer;
    // What was written without a line's end while a block stood there.
    readonly StringBuilder started = new();
    Func<WindowSize, DateTimeOffset, ImmutableArray<LiveRow>>? view;
    ImmutableArray<string> drawn = [];
    ImmutableArray<LiveRow> rows = [];
    WindowSize drawnAt;
    bool atLineStart = true;
    long? erasedAt;

    /// <summary>Makes a screen without a block.</summary>
    /// <param name="terminal">The terminal, which stays its owner's to dispose.</param>
    /// <param name="size">Reads the size of its window; asked before every drawing.</param>
    /// <param name="traits">What it is fit for.</param>
    /// <param name="time">The clock.</param>
    public LiveScreen(TextWriter terminal, Func<WindowSize> size, TerminalTraits traits, TimeProvider time)
    {
        (this.terminal, this.size, this.traits, this.time) = (terminal, size, traits, time);
        timer = time.CreateTimer(_ => Look(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public override Encoding Encoding => terminal.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        lock (gate)
        {
            started.Append(value);
            var text = started.ToString();
            var lines = text[..(text.LastIndexOf('\n') + 1)];
            started.Remove(0, lines.Length);
            Draw(lines);
            // Where no block stands, nothing has to wait for its line's end.
            if (drawn.IsEmpty && started.Length > 0)
            {
                terminal.Write(started.ToString());
                started.Clear();
                atLineStart = false;
            }
        }
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void Flush() => terminal.Flush();

    /// <summary>From now on shows a block, drawn anew when it changes, some times a second at most.</summary>
    /// <param name="rows">Makes its rows for a window and a time; none for no block. Called by one caller at a time, and never again once it has thrown.</param>
    internal void Attach(Func<WindowSize, DateTimeOffset, ImmutableArray<LiveRow>> rows)
    {
        lock (gate)
        {
            view = rows;
            timer.Change(Spacing, Spacing);
        }
    }

    /// <summary>Takes the block away for a quarter of a second, for somebody else to write whole lines.</summary>
    public void Erase()
    {
        lock (gate)
        {
            if (!drawn.IsEmpty)
            {
                terminal.Write(Escapes.Up(Height(size())) + Escapes.EraseBelow);
                Forget();
                erasedAt = time.GetTimestamp();
                timer.Change(Spacing, Spacing);
            }
        }
    }

    /// <summary>Draws nothing any more. A block that stands there stays, as text.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            timer.Dispose();
            lock (gate)
            {
                view = null;
                Forget();
                terminal.Write(started.ToString());
                started.Clear();
            }
        }

        base.Dispose(disposing);
    }

    // By the timer: what somebody else is just drawing need not be drawn twice.
    void Look()
    {
        if (!gate.TryEnter())
        {
            return;
        }

        try
        {
            Draw("");
        }
        catch (IOException)
        {
            // The terminal is gone; the run is not.
            view = null;
        }
        finally
        {
            gate.Exit();
        }
    }

    // In one piece, so that nobody sees it half done.
    void Draw(string lines)
    {
        var window = size();
        var isLeft = erasedAt is { } erased && time.GetElapsedTime(erased) < Spacing;
        var next = !isLeft && (atLineStart || lines.Length > 0) ? Rows(window) : [];
        var texts = next.Select(row => Escapes.Text(row, traits.HasColours)).ToImmutableArray();
        if (lines.Length == 0 && window == drawnAt && texts.SequenceEqual(drawn))
        {
            return;
        }

        var output = new StringBuilder();
        if (!drawn.IsEmpty)
        {
            output.Append(Escapes.Up(Height(window)));
            // Else each row is overwritten by its successor, which does not flicker.
            output.Append(lines.Length > 0 || window != drawnAt ? Escapes.EraseBelow : "");
        }

        output.Append(drawn.IsEmpty && texts.IsEmpty ? lines : Harmless(lines));
        output.AppendJoin("", texts.Select(text => $"{text}{Escapes.EraseRight}\n")).Append(texts.Length < drawn.Length ? Escapes.EraseBelow : "");
        if (output.Length > 0)
        {
            terminal.Write(output.ToString());
            atLineStart = true;
        }

        (drawn, rows, drawnAt) = (texts, next, window);
    }

    // Rows that the block fills by now: it may have been wrapped since it was drawn. What was pushed out at the top is out of reach.
    int Height(WindowSize window)
    {
        var height = traits.Rewraps && window.Columns < drawnAt.Columns ? rows.Sum(row => Cells.Rows(row.Text, Math.Max(1, window.Columns))) : rows.Length;
        return Math.Max(1, Math.Min(height, window.Rows - 1));
    }

    ImmutableArray<LiveRow> Rows(WindowSize window)
    {
        try
        {
            return view?.Invoke(window, time.GetUtcNow()) ?? [];
        }
#pragma warning disable CA1031 // Whatever a view throws, the lines of the run go on.
        catch (Exception)
#pragma warning restore CA1031
        {
            view = null;
            return [];
        }
    }

    // A line of somebody else's output that moves the cursor would tear the block.
    static string Harmless(string lines) => lines.AsSpan().ContainsAny('\r', '\e', '\b') ? string.Join('\n', lines.Split('\n').Select(Cells.Line)) : lines;

    void Forget() => (drawn, rows) = ([], []);
}
