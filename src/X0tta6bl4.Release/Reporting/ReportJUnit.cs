using System.Globalization;
using System.Text;
using System.Xml;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Reporting;

/// <summary>A report as test results, <c>junit.xml</c>, for the pages on which GitHub, GitLab and others show tests: stages are suites, steps are cases, and the
/// way back is a suite of its own. Pure.</summary>
public static class ReportJUnit
{
    static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    /// <summary>The whole file.</summary>
    public static string Write(ReleaseReport report)
    {
        var suites = Suites(report).ToArray();
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var writer = XmlWriter.Create(text, Settings))
        {
            writer.WriteStartElement("testsuites");
            Attribute(writer, "name", $"Release {report.Version} on {report.Estate}");
            Totals(writer, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach (var suite in suites)
            {
                Write(writer, suite);
            }

            writer.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    static IEnumerable<Suite> Suites(ReleaseReport report)
    {
        var steps = report.Steps.ToLookup(step => step.Stage);
        foreach (var stage in report.Stages)
        {
            var cases = steps[stage.Name].Select(step => new Case($"{stage.Name}.{step.Lane}", step.Title, step.Tries.IsEmpty ? null : step.Tries[^1], "not run")).ToArray();
            // A stage that people do has no steps; it is one case, which nobody here can judge.
            yield return new Suite(stage.Name, stage.Spans.IsEmpty ? report.Started : stage.Spans[0].Started, cases.Length > 0 ? cases : [new Case(stage.Name, "by hand", null, stage.Message)]);
        }

        if (!report.Rollbacks.IsEmpty)
        {
            var from = report.Rollbacks[^1].Span.Started;
            yield return new Suite("Rollback", from, [.. report.Steps.Where(step => !step.Undos.IsEmpty && step.Undos[^1].Started >= from).Select(step => new Case($"Rollback.{step.Stage}.{step.Lane}", $"undo: {step.Title}", step.Undos[^1], ""))]);
        }
    }

    static void Write(XmlWriter writer, Suite suite)
    {
        writer.WriteStartElement("testsuite");
        Attribute(writer, "name", suite.Name);
        Totals(writer, suite.Cases);
        // The whole file has no such attribute: Jenkins takes it amiss.
        Attribute(writer, "skipped", Number(suite.Cases.Count(@case => @case.Result == Result.Skipped)));
        Attribute(writer, "timestamp", suite.Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var @case in suite.Cases)
        {
            writer.WriteStartElement("testcase");
            Attribute(writer, "classname", @case.Class);
            Attribute(writer, "name", @case.Name);
            Attribute(writer, "time", Seconds(@case.Span?.Duration ?? TimeSpan.Zero));
            WriteResult(writer, @case);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    static void WriteResult(XmlWriter writer, Case @case)
    {
        switch (@case.Result)
        {
            case Result.Passed:
                writer.WriteElementString("system-out", PrintableText.Of(@case.Message));
                break;
            case Result.Skipped:
                writer.WriteStartElement("skipped");
                Attribute(writer, "message", @case.Message);
                writer.WriteEndElement();
                break;
            default:
                writer.WriteStartElement(@case.Result == Result.Failed ? "failure" : "error");
                Attribute(writer, "message", @case.Message);
                Attribute(writer, "type", @case.Span?.Fault?.Code ?? (@case.Result == Result.Failed ? "failed" : "waits for a human"));
                writer.WriteString(PrintableText.Of(@case.Details));
                writer.WriteEndElement();
                break;
        }
    }

    static void Totals(XmlWriter writer, Case[] cases)
    {
        Attribute(writer, "tests", Number(cases.Length));
        Attribute(writer, "failures", Number(cases.Count(@case => @case.Result == Result.Failed)));
        Attribute(writer, "errors", Number(cases.Count(@case => @case.Result == Result.Held)));
        Attribute(writer, "time", Seconds(cases.Aggregate(TimeSpan.Zero, (sum, @case) => sum + (@case.Span?.Duration ?? TimeSpan.Zero))));
    }

    static void Attribute(XmlWriter writer, string name, string value) => writer.WriteAttributeString(name, PrintableText.Of(value));

    static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    enum Result
    {
        Passed,
        Skipped,
        Failed,
        Held,
    }

    sealed record Suite(string Name, DateTimeOffset Started, Case[] Cases);

    sealed record Case(string Class, string Name, ReportedSpan? Span, string Otherwise)
    {
        public Result Result => Span?.Ending switch
        {
            Ending.Done => Result.Passed,
            Ending.Failed => Result.Failed,
            Ending.Held => Result.Held,
            // What was stopped because of something beside it, or cut off, has no result.
            _ => Result.Skipped,
        };

        public string Message => Span is null ? Otherwise : Span.Ending is null ? "cut off" : Span.Message;

        public string Details => Span?.Fault is { } fault ? string.Join('\n', [fault.Object, fault.Message, fault.Hint, .. fault.Evidence]) : Message;
    }
}
