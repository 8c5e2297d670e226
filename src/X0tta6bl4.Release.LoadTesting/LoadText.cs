using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Judging;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>A load in words and tables. Pure.</summary>
public static class LoadText
{
    /// <summary>How far it is, in a line.</summary>
    public static string Progress(LoadProgress seen)
    {
        var second = seen.LastSecond is { } last ? Invariant($", last second {Count(last.Ended)} with p95 {Ms(last.P95)}") : "";
        return Invariant($"{seen.At.TotalSeconds:0} s of {seen.Length.TotalSeconds:0} s: {Requests(seen.Total, seen.FirstFailure)}{second}");
    }

    /// <summary>The result, a line each.</summary>
    public static ImmutableArray<string> Lines(LoadReport seen, LoadVerdict verdict) =>
    [
        Requests(seen.Total, seen.FirstFailure),
        Invariant($"{seen.Length.TotalSeconds:0.0} s, {seen.Total.PerSecond:0.#} a second, to {seen.Target}"),
        $"users            {Users(seen.Users)}",
        $"response time    {Times(seen.Total.Response)}   from when a request was due",
        $"service time     {Times(seen.Total.Service)}   from when it was sent",
        $"generator's lag  {Times(seen.Total.Lag)}",
        .. seen.Failures.Select(failure => $"failed           {Count(failure.Value)} × {failure.Key}"),
        .. seen.Steps.Length > 1 ? seen.Steps.Select(step => $"  {step.Name}: {Requests(step.Figures, "")}, {Times(step.Figures.Response)}") : [],
        .. seen.AfterFailed.Length > 0 ? [$"after            the flow after all others failed: {seen.AfterFailed}"] : Array.Empty<string>(),
        .. verdict.Checks.Select(check => $"{VerdictText.Of(check.Verdict),-15}  {check.Wanted}{(check.Strict ? "" : " (only reported)")}: {check.Seen}"),
        $"{VerdictText.Of(verdict.Verdict)}: {verdict.Why}",
    ];

    /// <summary>The result as the criterion of a release.</summary>
    public static Assessment Assess(LoadReport seen, LoadVerdict verdict) => new(
        verdict.Verdict,
        verdict.Checks.Where(check => check.Strict).Select(check => check.Wanted).ToArray() is { Length: > 0 } wanted ? string.Join(", ", wanted) : "an answer to every request",
        $"{Requests(seen.Total, seen.FirstFailure)}, {Times(seen.Total.Response)}{(verdict.Verdict == Verdict.Passed ? "" : $"; {verdict.Why}")}");

    /// <summary>The result as a page.</summary>
    /// <param name="name">What the load is called.</param>
    /// <param name="seen">The figures.</param>
    /// <param name="verdict">The verdict.</param>
    public static string Markdown(string name, LoadReport seen, LoadVerdict verdict) => string.Join('\n',
    [
        $"# Load test {Cell(name)}: {VerdictText.Of(verdict.Verdict)}",
        "",
        $"{Cell(Capital(verdict.Why))}.",
        "",
        "| | requests | failures | a second | p50 | p95 | p99 | longest |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        Row("all", seen.Total),
        .. seen.Steps.Length > 1 ? seen.Steps.Select(step => Row(step.Name, step.Figures)) : [],
        "",
        Invariant($"Response times count from when a request was due. Target {seen.Target}, {seen.Length.TotalSeconds:0.0} s, at most {seen.Connections} connections. Users: {Users(seen.Users)}."),
        Invariant($"The generator's own lag: p99 {Ms(seen.Total.Lag.P99)}, longest {Ms(seen.Total.Lag.Max)}."),
        "",
        .. verdict.Checks.Length == 0 ? [] : new[] { "| demanded | seen | verdict |", "| --- | --- | --- |" },
        .. verdict.Checks.Select(check => $"| {Cell(check.Wanted)}{(check.Strict ? "" : " (only reported)")} | {Cell(check.Seen)} | {VerdictText.Of(check.Verdict)} |"),
        .. seen.Failures.IsEmpty ? [] : new[] { "", "| failure | requests |", "| --- | ---: |" },
        .. seen.Failures.Select(failure => $"| {Cell(failure.Key)} | {Count(failure.Value)} |"),
        "",
    ]);

    static string Row(string name, LoadFigures seen) => Invariant(
        $"| {Cell(name)} | {Count(seen.Ended)} | {Count(seen.Failed)} | {seen.PerSecond:0.#} | {Ms(seen.Response.P50)} | {Ms(seen.Response.P95)} | {Ms(seen.Response.P99)} | {Ms(seen.Response.Max)} |");

    static string Requests(LoadFigures seen, string first)
    {
        var failed = seen.Failed == 0 ? "none failed" : $"{Count(seen.Failed)} failed{(first.Length > 0 ? $" (the first: {first})" : "")}";
        return $"{Count(seen.Ended)} requests, {failed}";
    }

    static string Users(UserFigures seen) =>
        $"{Count(seen.Arrived)} came, {(seen.Failed == 0 ? "none" : Count(seen.Failed))} failed{(seen.TurnedAway > 0 ? $", {Count(seen.TurnedAway)} more were turned away because too many were under way" : "")}";

    static string Times(LatencyFigures seen) => seen.Count == 0 ? "nothing was measured" : $"p50 {Ms(seen.P50)}, p95 {Ms(seen.P95)}, p99 {Ms(seen.P99)}, longest {Ms(seen.Max)}";

    static string Ms(TimeSpan time) => AmountText.Of(time.TotalSeconds, GateUnit.Seconds);

    static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
