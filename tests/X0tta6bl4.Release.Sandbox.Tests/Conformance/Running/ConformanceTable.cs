using System.Globalization;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>What the suite covers, as a page.</summary>
static class ConformanceTable
{
    /// <summary>The reasons of differences that stay, by the titles of their cases.</summary>
    public static IReadOnlyDictionary<string, string> Differing { get; } =
        CaseFiles.Rows("differing.yaml").ToDictionary(r => r.Text("case") ?? "", r => r.Text("reason") ?? "");

    /// <summary>Cases by area, differences with their reasons, and what is documented and was not recorded.</summary>
    public static string Text(IReadOnlyList<ConformanceCase> cases)
    {
        var areas = cases.GroupBy(c => c.Area).Select(a => Row(a.Key, [.. a])).Append(Row("**all**", cases));
        var differing = Differing.Count == 0 ? ["None."] : Differing.Select(d => $"- {d.Key}: {d.Value}");
        var rules = NewerRule.All.Select(r => $"| {(r.Field is null ? $"\"{r.Recorded}\"" : $"`{r.Field}`")} | {r.Reason} |");
        var documented = CaseFiles.Rows("documented.yaml").Select(r => $"| {r.Text("api")} | {r.Text("since")} | {r.Text("sandbox")} |");
        return string.Join('\n', [
            "# Conformance of the sandbox", "",
            "Made from the cases, the records and the lists beside this page by `ConformanceTests`. Recorded from Kubernetes 1.20.2.", "",
            "| area | cases | agreeing | differing |", "| --- | ---: | ---: | ---: |", .. areas, "",
            "## Differences that stay", "", .. differing, "",
            "## Differences of versions", "",
            "The sandbox speaks a newer version than was recorded. What follows is left out of every comparison, or read as the newer wording.", "",
            "| field or wording | reason |", "| --- | --- |", .. rules, "",
            "## Documented, unrecorded", "",
            "APIs that the recorded server does not have. The sandbox follows their documentation.", "",
            "| API | since | sandbox |", "| --- | --- | --- |", .. documented, ""]);
    }

    static string Row(string area, IReadOnlyList<ConformanceCase> cases)
    {
        var differing = cases.Count(c => Differing.ContainsKey(c.Title));
        return string.Create(CultureInfo.InvariantCulture, $"| {area} | {cases.Count} | {cases.Count - differing} | {differing} |");
    }
}
