using System.Text.RegularExpressions;
using System.Xml.Linq;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting.Languages;

public sealed partial class RussianReportTests : IDisposable
{
    /// <summary>What the labs' own stories say, in the names of what they are about.</summary>
    static readonly string[] Names = ["a stage failed", "Look at it", "push the image, or release a version that exists", "not found", "the first answer"];

    readonly Lab lab = new() { Parallel = 1 };

    [Fact]
    public async Task No_sentence_of_a_page_stays_English()
    {
        var report = ReleaseReport.Of("2.3.1-20260102T030405Z", lab.Plan, await FailedRelease.RunAsync(lab));

        Assert.Equal([], English(report));
    }

    [Fact]
    public void No_sentence_about_measurements_stays_English() => Assert.Equal([], English(MeasuredReport.Of(lab.Plan)));

    [Fact]
    public async Task A_page_says_its_language_and_has_the_elements_of_the_English_one()
    {
        var report = ReleaseReport.Of("2.3.1-20260102T030405Z", lab.Plan, await FailedRelease.RunAsync(lab));
        var (russian, english) = (ReportHtml.Of(report, Translator.Russian), ReportHtml.Of(report));

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"ru\">\n", russian, StringComparison.Ordinal);
        Assert.Equal(Elements(english), Elements(russian));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>: done")]
    [InlineData("runs \"><b>x</b>")]
    [InlineData("&lt;b&gt; failed")]
    public void Foreign_text_stays_text(string text)
    {
        var report = MeasuredReport.Of(lab.Plan) with { Notes = [text], Reason = text };

        Assert.Equal(Elements(ReportHtml.Of(report)), Elements(ReportHtml.Of(report, Translator.Russian)));
    }

    [Fact]
    public async Task Evidence_is_not_touched()
    {
        var report = ReleaseReport.Of("2.3.1-20260102T030405Z", lab.Plan, await FailedRelease.RunAsync(lab));

        Assert.Equal(Evidence(ReportHtml.Of(report)), Evidence(ReportHtml.Of(report, Translator.Russian)));
        Assert.Contains("    Waiting: ErrImagePull\n", ReportMarkdown.Write(report, Translator.Russian), StringComparison.Ordinal);

        static string[] Evidence(string page) => [.. PageReading.Body(page).Descendants("pre").Select(block => block.Value)];
    }

    public void Dispose() => lab.Dispose();

    static string[] Elements(string page) => [.. PageReading.Body(page).DescendantsAndSelf().Select(element => element.Name.LocalName)];

    static string[] English(ReleaseReport report) =>
    [
        .. PageReading.Body(ReportHtml.Of(report, Translator.Russian)).DescendantNodes().OfType<XText>()
            .Where(text => text.Ancestors().All(element => element.Name.LocalName is not ("code" or "pre")))
            .Select(text => Names.Aggregate(text.Value, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)))
            .Where(text => Sentence().IsMatch(text)).Distinct(),
    ];

    // Two English words side by side are no name.
    [GeneratedRegex("[A-Za-z][a-z]+ [a-z]{2,}")]
    private static partial Regex Sentence();
}
