using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class ReportHtmlTests : IDisposable
{
    const string Id = "2.3.1-20260102T030405Z";

    static readonly string[] Splinters = ["<script>alert(1)</script>", "</main>", "&amp;", "\" onload=\"x", "' ", "<!--", "]]>", "\u202Eevil", "שלום", "\0", "\u001b[31m", "\uD800", "${x}", "{0}", new('x', 10_000)];

    static readonly Gen<string> Foreign = Gen.OneOf(Chosen.From(Splinters), Gen.String).Array[1, 4].Select(string.Concat).Where(text => text.Length > 0);

    readonly Lab lab = new() { Parallel = 1 };

    [Theory]
    [InlineData("failures")]
    [InlineData("undone")]
    [InlineData("timeline")]
    [InlineData("placements")]
    public async Task A_failed_and_undone_release_reads_like_this(string section) =>
        KeptText.Same($"Reporting/failed-and-undone.{section}.html", PageReading.Section(await FailedPageAsync(), section) + "\n");

    [Fact]
    public async Task A_page_begins_with_the_outcome() =>
        KeptText.Same("Reporting/failed-and-undone.header.html", PageReading.Body(await FailedPageAsync()).Element("header") + "\n");

    [Fact]
    public async Task A_page_has_one_main_heading_a_language_and_tables_whose_headings_say_what_they_head()
    {
        var page = await FailedPageAsync();
        var main = PageReading.Body(page);

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">\n", page, StringComparison.Ordinal);
        Assert.Single(main.Descendants("h1"));
        Assert.All(main.Descendants("th"), head => Assert.Contains((string?)head.Attribute("scope"), new[] { "col", "row" }));
        Assert.All(main.Descendants("svg"), image => Assert.True(image.Attribute("aria-hidden") is not null || image.Attribute("aria-label") is not null));
        Assert.Equal(main.Elements("section").Count(), main.Descendants("h2").Count());
        Assert.Distinct(XElement.Parse($"<all>{page[page.IndexOf("<svg class=\"defs\"", StringComparison.Ordinal)..page.IndexOf("<script>", StringComparison.Ordinal)]}</all>").Descendants().Attributes("id").Select(id => id.Value));
    }

    [Fact]
    public async Task A_page_loads_nothing()
    {
        var page = await FailedPageAsync();

        var body = PageReading.Body(page);
        var around = page[..page.IndexOf("<main>", StringComparison.Ordinal)] + page[page.IndexOf("</main>", StringComparison.Ordinal)..];

        Assert.All(["://", "@import", " src=", "fetch", "XMLHttp"], word => Assert.DoesNotContain(word, around, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", around.Replace("url(#", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(body.Descendants().Attributes(), attribute => Assert.False(attribute.Name.LocalName is "src" or "style" or "srcset" or "action" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal), attribute.ToString()));
        Assert.All(body.Descendants().Attributes("href"), link => Assert.DoesNotContain(':', link.Value));
    }

    [Theory]
    [InlineData("style")]
    [InlineData("script")]
    public async Task No_style_or_script_works_on_a_page_but_its_own(string element)
    {
        var page = await FailedPageAsync();
        var (from, to) = (page.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2, page.IndexOf($"</{element}>", StringComparison.Ordinal));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[from..to])));

        Assert.Contains("content=\"default-src 'none'; img-src data:; style-src ", page, StringComparison.Ordinal);
        Assert.Contains($"{element}-src &#39;sha256-{hash}&#39;;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_evidence_is_linked_from_what_it_proves()
    {
        var failures = PageReading.Section(await FailedPageAsync(), "failures")!;

        Assert.Equal("evidence/001-UpdateAgents-1-reports%40east-update/README.txt", (string?)Assert.Single(failures.Descendants("a")).Attribute("href"));
    }

    [Fact]
    public async Task Pages_can_be_made_of_every_beginning_of_a_journal()
    {
        var entries = await FailedRelease.RunAsync(lab);

        Assert.All(Enumerable.Range(1, entries.Length), count => Assert.NotNull(PageReading.Body(ReportHtml.Of(Report(entries[..count]))).Element("header")));
    }

    [Fact]
    public void Any_text_of_a_journal_is_shown_and_never_becomes_markup()
    {
        var plain = PageReading.Body(ReportHtml.Of(Report(Journal("x")))).DescendantsAndSelf().Select(element => element.Name.LocalName).ToArray();

        Foreign.Sample(text =>
        {
            var main = PageReading.Body(ReportHtml.Of(Report(Journal(text))));
            var shown = PrintableText.Of(text);

            // Slashes of an object's name are places where a line may break.
            return main.DescendantsAndSelf().Select(element => element.Name.LocalName).Where(IsNoPart).SequenceEqual(plain.Where(IsNoPart))
                && main.Descendants("pre").Single().Value == $"{shown}\n{shown}";
        }, iter: 200);

        static bool IsNoPart(string element) => element is not ("wbr" or "span");
    }

    [Fact]
    public void Any_text_of_a_ledger_or_a_load_is_shown_and_never_becomes_markup()
    {
        var plain = Elements(MeasuredReport.Of(lab.Plan, "x"));

        Foreign.Sample(text => Elements(MeasuredReport.Of(lab.Plan, text)).SequenceEqual(plain), iter: 100);

        static string[] Elements(ReleaseReport report) => [.. PageReading.Body(ReportHtml.Of(report)).DescendantsAndSelf().Select(element => element.Name.LocalName)];
    }

    [Fact]
    public async Task What_the_journal_took_for_a_secret_is_on_no_page()
    {
        var redactor = new Redactor();
        redactor.Learn(new Secret("hunter<2>"));
        lab.Log = new ReleaseLog(new RedactingJournal(lab.Journal, redactor), new ReleaseState(), [], lab.Time, NullLogger.Instance);
        lab.West.Exec = _ => new CommandResult("agents-west-1", 1, ["password hunter<2> refused"]);
        await lab.RunAsync();

        var report = Report([.. lab.Journal.Entries]);
        Assert.Contains("password *** refused", ReportHtml.Of(report), StringComparison.Ordinal);
        Assert.All([ReportHtml.Of(report), ReportJson.Write(report), ReportJUnit.Write(report)], text => Assert.DoesNotContain("hunter", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Three_hundred_placements_fit_into_three_megabytes()
    {
        var (plan, entries) = WideRelease.Of(lab.Plan, 300);

        var page = ReportHtml.Of(ReleaseReport.Of(Id, plan, entries));

        Assert.Equal(300, PageReading.Section(page, "timeline")!.Descendants("tr").Count(row => (string?)row.Attribute("class") == "lane"));
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 300_000, 3_000_000);
    }

    [Theory]
    [InlineData("done", 0, "Done")]
    [InlineData("undone", 1, "Failed and undone")]
    [InlineData("undone", 0, "Taken back")]
    [InlineData("open", 4, "Failed, not fully undone")]
    [InlineData("open", 3, "Open")]
    [InlineData("open", null, "Open")]
    [InlineData("closed", 3, "Closed")]
    [InlineData("refused", 2, "Refused")]
    [InlineData("prepared", 0, "Prepared")]
    public void Every_outcome_has_its_word(string outcome, int? exitCode, string word)
    {
        var report = Report(Journal("x")) with { Outcome = outcome, Runs = [new ReportedRun(Lab.Start, "anna", "runner-1", "Release", exitCode, Lab.Start)] };

        Assert.Contains($"<title>{word}: release 2.3.1 on lab</title>", ReportHtml.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_page_says_next_is_what_the_terminal_says() =>
        Assert.Equal("Next mend the cause, now", PageReading.Body(ReportHtml.Of(Report(Journal("x")) with { Next = "mend the cause, now" })).Descendants("p").Single(line => (string?)line.Attribute("class") == "next").Value);

    async Task<string> FailedPageAsync() => ReportHtml.Of(Report(await FailedRelease.RunAsync(lab)));

    ReleaseReport Report(ImmutableArray<JournalEntry> entries) => ReleaseReport.Of(Id, lab.Plan, entries);

    // Every place of a journal that can hold somebody else's words holds these.
    ImmutableArray<JournalEntry> Journal(string text)
    {
        var step = lab.Plan.Updates.First().Id;
        var fault = new Fault(text, text, text, text, [text, text]);
        JournalEntry[] entries =
        [
            new JournalEntry.RunStarted(text, text, text) { At = Lab.Start },
            new JournalEntry.StageStarted("UpdateGateway") { At = Lab.Start },
            new JournalEntry.StepStarting(step, SampleEntries.All.OfType<JournalEntry.StepStarting>().First().Undo) { At = Lab.Start.AddSeconds(1) },
            new JournalEntry.Assessed(step, text, text, text, Verdict.Inconclusive) { At = Lab.Start.AddSeconds(2) },
            new JournalEntry.StepEnded(step, Ending.Failed, text, fault) { At = Lab.Start.AddSeconds(3) },
            new JournalEntry.EvidenceSaved(step, $"evidence/{text}", 2) { At = Lab.Start.AddSeconds(3) },
            new JournalEntry.StageEnded("UpdateGateway", Ending.Failed, text) { At = Lab.Start.AddSeconds(4) },
            new JournalEntry.RollbackStarted(text) { At = Lab.Start.AddSeconds(4) },
            new JournalEntry.UndoStarting(step) { At = Lab.Start.AddSeconds(5) },
            new JournalEntry.UndoEnded(step, Ending.Done, text) { At = Lab.Start.AddSeconds(6) },
            new JournalEntry.RollbackEnded(Ending.Done, text) { At = Lab.Start.AddSeconds(7) },
            new JournalEntry.RunEnded(1, text) { At = Lab.Start.AddSeconds(8) },
        ];
        return [.. entries];
    }

    public void Dispose() => lab.Dispose();
}
