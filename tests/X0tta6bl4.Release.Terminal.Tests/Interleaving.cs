using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;

namespace X0tta6bl4.Release.Terminal.Tests;

/// <summary>Lines, changes of the block, time and other window sizes in an order that a seed decides. After each of them the terminal has to show whole lines, in order, and the block below them once.</summary>
sealed class Interleaving : IDisposable
{
    static readonly string[] Words = ["rollout", "ждёт", "服務", "of 4 updated", "é́", "─", "image example/gateway:2.3.1"];

    readonly int seed;
    readonly bool rewraps;
#pragma warning disable CA5394 // A seed is the point: what fails once fails again.
    readonly Random random;
    readonly FakeTimeProvider time = new();
    readonly FakeTerminal terminal;
    readonly LiveScreen screen;
    readonly List<string> written = [];
    ImmutableArray<string> wanted = [];
    ImmutableArray<LiveRow> shown = [];

    public Interleaving(int seed, bool rewraps)
    {
        (this.seed, this.rewraps, random) = (seed, rewraps, new Random(seed));
        terminal = new FakeTerminal(120, 40, rewraps);
        screen = new LiveScreen(terminal, () => terminal.Size, new TerminalTraits(IsLive: true, HasColours: seed % 2 == 0, rewraps), time);
        screen.Attach((size, _) => shown = [.. wanted.Take(size.Rows / 2).Select(text => LiveRow.Of(size.Columns - 1, (text, LiveTone.Strong), ("  0:01", LiveTone.Faint)))]);
    }

    public void Run()
    {
        for (var step = 0; step < 120; step++)
        {
            switch (random.Next(5))
            {
                case 0:
                    // On a terminal that cuts off, what was wrapped before would lose its middle.
                    Write($"{step} {Text(rewraps ? random.Next(12) : 0)}");
                    break;
                case 1:
                    wanted = [.. Enumerable.Range(0, random.Next(25)).Select(_ => Text(random.Next(8)))];
                    break;
                case 2:
                    // Half as narrow, or half as low, is what the block leaves room for; no more at once.
                    terminal.Resize(random.Next(60, 121), terminal.Size.Rows);
                    break;
                case 3:
                    screen.Erase();
                    terminal.Write($"{step} engine\n");
                    written.Add($"{step} engine");
                    shown = [];
                    break;
                default:
                    time.Advance(LiveScreen.Spacing);
                    Check(step);
                    break;
            }
        }

        wanted = [];
        time.Advance(LiveScreen.Spacing);
        Check(120);
    }

    public void Dispose()
    {
        screen.Dispose();
        terminal.Dispose();
    }

    void Write(string line)
    {
        // Sometimes in two pieces, as a program's output comes.
        var cut = random.Next(line.Length);
        screen.Write(line[..cut]);
        screen.Write(line[cut..] + "\n");
        written.Add(line);
        Check(-1);
    }

    void Check(int step)
    {
        var (expected, seen) = (written.Concat(shown.Select(row => row.Text)).Select(line => line.TrimEnd()).ToArray(), terminal.Lines);
        // A terminal that cuts off has lost the ends of lines, but no line.
        var same = expected.Length == seen.Count && expected.Zip(seen).All(pair => pair.First == pair.Second || (!rewraps && pair.First.StartsWith(pair.Second, StringComparison.Ordinal)));
        Assert.True(same, $"seed {seed}, step {step}:\n{string.Join('\n', seen)}\n--- instead of\n{string.Join('\n', expected)}");
        Assert.True(terminal.IsAtLineStart, $"seed {seed}, step {step}: the cursor stands elsewhere");
    }

    string Text(int words) => string.Join(' ', Enumerable.Range(0, words + 1).Select(_ => Words[random.Next(Words.Length)]));
#pragma warning restore CA5394
}
