using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Terminal.Tests;

/// <summary>A terminal that speaks Russian.</summary>
public sealed partial class TranslatedTests
{
    static readonly Translator Russian = Translator.Russian;

    /// <summary>What a recorded release's own texts say, which are nobody's to translate.</summary>
    static readonly string[] Names = ["a stage failed", "push the image, or release a version that exists", "not found", "Look at it"];

    [Theory]
    [InlineData("done")]
    [InlineData("failed-and-undone")]
    public void No_line_of_a_run_stays_English(string name)
    {
        var (text, time) = (new StringWriter(CultureInfo.InvariantCulture), new FakeTimeProvider(Moments.Start));
        var lines = new PlainLines(RecordedRelease.Plan, new TranslatingWriter(text, Russian), time);

        foreach (var entry in RecordedRelease.Entries(name))
        {
            lines.OnEntry(entry);
        }

        Assert.NotEmpty(text.ToString());
        Assert.Equal([], English(text.ToString()));
    }

    [Fact]
    public void The_last_words_of_a_run_are_Russian_and_evidence_is_not_touched()
    {
        var report = ReleaseReport.Of("2.3.1-20260102T030405Z", RecordedRelease.Plan, RecordedRelease.Entries("failed-and-undone"));
        var text = new StringWriter(CultureInfo.InvariantCulture);

        new TranslatingWriter(text, Russian).Write(OutcomeText.Of(report, "artifacts/report.md", NextCommand.After(ExitCode.Undone, report), Russian));

        Assert.Contains("\nВыпуск 2.3.1, стенд lab: отменено, 42 с\n", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n    | Waiting: ErrImagePull\n", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n  отчёт   artifacts/report.md\n  дальше  устраните причину, затем ./build.sh Release --version 2.3.1 --estate lab\n", text.ToString(), StringComparison.Ordinal);
        Assert.Equal([], English(string.Join('\n', text.ToString().Split('\n').Where(line => !line.Contains("| ", StringComparison.Ordinal)))));
    }

    [Theory]
    [InlineData(120)]
    [InlineData(60)]
    [InlineData(40)]
    public void A_live_block_is_Russian_and_fits(int columns) => Assert.All(
        [Moments.Checking, Moments.Updating, Moments.Failed, Moments.Undoing, Moments.Many(300)],
        state =>
        {
            var rows = LiveView.Rows(state, "", new WindowSize(columns, 24), Moments.Start.AddSeconds(83), Russian).Select(row => row.Text).ToArray();

            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.InRange(Cells.Width(row), 1, columns - 1));
            Assert.Equal([], English(string.Join('\n', rows)));
        });

    [Fact]
    public void Columns_of_a_status_stand_below_each_other()
    {
        var lines = StatusText.Of(StatusTextTests.Status, int.MaxValue, Russian).Split('\n');

        Assert.StartsWith("Стенд lab, имитация на этой машине, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[2].IndexOf("состояние", StringComparison.Ordinal), lines[3].IndexOf("исправно", StringComparison.Ordinal));
        Assert.Contains("блокировка   свободна на east, moscow", lines);
    }

    // What a kubelet says of a pull is not ours.
    static string[] English(string text) => [.. text.Split('\n').Select(line => Pull().Replace(line, "")).Where(line => Sentence().IsMatch(Names.Aggregate(line, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal))))];

    [GeneratedRegex("image example.*")]
    private static partial Regex Pull();

    // Two English words side by side are no name; commands are typed as they are.
    [GeneratedRegex("(?<![-/.=])\\b[a-z]+ [a-z]{2,}\\b")]
    private static partial Regex Sentence();
}
