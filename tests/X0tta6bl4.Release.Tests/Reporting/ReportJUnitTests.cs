using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Tests.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class ReportJUnitTests : IDisposable
{
    readonly Lab lab = new() { Parallel = 1 };

    [Fact]
    public async Task A_failed_and_undone_release_looks_like_this_to_CI_systems() =>
        KeptText.Same("Reporting/failed-and-undone.junit.xml", ReportJUnit.Write(Report(await FailedRelease.RunAsync(lab))));

    [Fact]
    public async Task Every_beginning_of_a_journal_gives_valid_results()
    {
        var entries = await FailedRelease.RunAsync(lab);

        Assert.All(Enumerable.Range(1, entries.Length), count => Assert.Empty(Mistakes(ReportJUnit.Write(Report(entries[..count])))));
    }

    [Fact]
    public void Results_are_valid_whatever_programs_say() => Gen.OneOf(Gen.String, Gen.Const("]]>\0\uD800\u001b[31m<&>\"")).Sample(text =>
    {
        var fault = new Fault(text, text, text, text, [text]);
        var ended = new JournalEntry.StepEnded(lab.Plan.Updates.First().Id, Ending.Failed, text, fault) { At = Lab.Start };

        return Mistakes(ReportJUnit.Write(Report([ended]))).Count == 0;
    });

    [Fact]
    public async Task Totals_are_those_of_the_cases()
    {
        var suites = XElement.Parse(ReportJUnit.Write(Report(await FailedRelease.RunAsync(lab))));

        Assert.All(suites.Elements().Prepend(suites), part =>
        {
            var cases = part.Descendants("testcase").ToArray();
            Assert.Equal(
                (cases.Length, cases.Count(one => one.Element("failure") is not null), cases.Count(one => one.Element("error") is not null), cases.Count(one => one.Element("skipped") is not null)),
                ((int)part.Attribute("tests")!, (int)part.Attribute("failures")!, (int)part.Attribute("errors")!, (int?)part.Attribute("skipped") ?? cases.Count(one => one.Element("skipped") is not null)));
        });
    }

    [Fact]
    public async Task Cases_of_a_suite_have_different_names()
    {
        var suites = XElement.Parse(ReportJUnit.Write(Report(await FailedRelease.RunAsync(lab))));

        Assert.All(suites.Elements(), suite => Assert.Distinct(suite.Elements().Select(one => $"{(string?)one.Attribute("classname")} {(string?)one.Attribute("name")}")));
    }

    [Fact]
    public void What_waits_for_a_human_is_an_error_and_not_a_failure()
    {
        var step = lab.Plan.Updates.First();
        var held = new JournalEntry.StepEnded(step.Id, Ending.Held, "too few requests to judge by") { At = Lab.Start };

        var error = XElement.Parse(ReportJUnit.Write(Report([held]))).Descendants("error").Single();

        Assert.Equal(("too few requests to judge by", "waits for a human"), ((string?)error.Attribute("message"), (string?)error.Attribute("type")));
    }

    static List<string> Mistakes(string text)
    {
        var mistakes = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings };
        using var schema = XmlReader.Create(new StringReader(RepositoryFiles.Read("tests", "X0tta6bl4.Release.Tests", "Reporting", "junit.xsd")));
        settings.Schemas.Add(null, schema);
        settings.ValidationEventHandler += (_, mistake) => mistakes.Add(mistake.Message);
        using var reader = XmlReader.Create(new StringReader(text), settings);
        while (reader.Read())
        {
            // Reading is validating.
        }

        return mistakes;
    }

    ReleaseReport Report(ImmutableArray<JournalEntry> entries) => ReleaseReport.Of("2.3.1-20260102T030405Z", lab.Plan, entries);

    public void Dispose() => lab.Dispose();
}
