using System.Text;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class LiveViewTests
{
    static readonly DateTimeOffset Now = Moments.Start.AddSeconds(83);

    [Theory]
    [InlineData(120)]
    [InlineData(60)]
    [InlineData(40)]
    public void A_run_looks_like_this(int columns)
    {
        var text = new StringBuilder();
        foreach (var (title, state, trouble) in new[]
        {
            ("before a stage", Moments.Before, ""),
            ("checks", Moments.Checking, ""),
            ("rollouts", Moments.Updating, ""),
            ("rollouts, and a lock in trouble", Moments.Updating, "west: not renewed since 03:04:20: connection refused"),
            ("a failure", Moments.Failed, ""),
            ("the way back", Moments.Undoing, ""),
            ("300 placements", Moments.Many(300), ""),
        })
        {
            text.Append($"# {title}\n").AppendJoin("", LiveView.Rows(state, trouble, new WindowSize(columns, 24), Now, Translator.English).Select(row => row.Text.TrimEnd() + "\n"));
        }

        RecordedRelease.Same($"live-{columns}.txt", text.ToString());
    }

    [Fact]
    public void A_block_fits_every_window()
    {
        foreach (var state in new[] { Moments.Checking, Moments.Updating, Moments.Failed, Moments.Undoing, Moments.Many(300), Moments.Many(6) })
        {
            foreach (var columns in Enumerable.Range(1, 62).Append(120))
            {
                foreach (var rows in new[] { 1, 5, 6, 7, 8, 10, 13, 24, 50 })
                {
                    var block = LiveView.Rows(state, "a lock's trouble", new WindowSize(columns, rows), Now, Translator.English);
                    Assert.True(block.Length <= rows / 2, $"{block.Length} rows in a window of {columns} × {rows}");
                    Assert.All(block, row => Assert.InRange(Cells.Width(row.Text), 1, columns - 1));
                }
            }
        }
    }

    [Fact]
    public void Every_part_is_shown_or_counted()
    {
        foreach (var rows in new[] { 12, 24, 50, 620 })
        {
            var block = LiveView.Rows(Moments.Many(300), "", new WindowSize(120, rows), Now, Translator.English).Select(row => row.Text).ToArray();
            var shown = block.Count(row => row.Contains("@east", StringComparison.Ordinal));
            var more = block.FirstOrDefault(row => row.StartsWith("  and ", StringComparison.Ordinal)) is { } text ? int.Parse(text.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture) : 0;

            Assert.Equal(300, shown + more);
            Assert.Contains(block, row => row.Contains("failed", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_budget_that_is_nearly_used_up_is_to_be_watched()
    {
        Assert.Equal(LiveTone.Faint, Head(Now));
        Assert.Equal(LiveTone.Warning, Head(Now.AddMinutes(23)));

        static LiveTone Head(DateTimeOffset now) => LiveView.Rows(Moments.Updating, "", new WindowSize(120, 24), now, Translator.English)[0].Pieces[3].Tone;
    }
}
