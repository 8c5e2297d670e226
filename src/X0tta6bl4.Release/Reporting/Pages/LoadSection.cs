using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Load scripts: what they demand, what was measured, over time and as distributions, request by request.</summary>
static class LoadSection
{
    public static Markup Of(ReleaseReport report) => Section.Of("loads", "Load scripts", Markup.Of(report.Loads.Select(Load)));

    static Markup Load(ReportedLoad load) => Markup.Of($"""
        <article>
        <h3>{load.Subject} {Mark.OfVerdict(load.Verdict).Markup}</h3>
        <dl class="proof">
        <div><dt>Wanted</dt><dd>{load.Wanted}</dd></div>
        <div><dt>Seen</dt><dd><b>{load.Seen}</b></dd></div>
        {(load.Figures is { } known ? Lines(known) : Markup.None)}</dl>
        {(load.Figures is { } figures ? Figures(figures) : Markup.Of($"<p class=\"path\">Its figures are not kept here.</p>\n"))}</article>

        """);

    static Markup Lines(ReportedLoadFigures load) => Markup.Of($"""
        <div><dt>Load</dt><dd>{Durations.Text(load.Length)} to {load.Target}, {PageText.Count(load.Connections, "connection")} at most, {PageText.Count(load.Users, "user")}{Users(load)}</dd></div>
        {Markup.If(load.EndedEarly.Length > 0, $"<div><dt>Ended early</dt><dd>{load.EndedEarly}</dd></div>\n")}<div><dt>Own lag</dt><dd>99 % of the requests were sent within {PageText.Time(load.Requests[0].LagP99)} of when they were due, all within {PageText.Time(load.Requests[0].LagMax)}</dd></div>

        """);

    static string Users(ReportedLoadFigures load) => string.Create(
        CultureInfo.InvariantCulture, $"{(load.UsersFailed > 0 ? $", {load.UsersFailed:N0} with a failed request" : "")}{(load.TurnedAway > 0 ? $", {load.TurnedAway:N0} more turned away because too many were under way" : "")}");

    static Markup Figures(ReportedLoadFigures load) => Markup.Of($"""
        <div class="side">
        {LoadChart.Of(load)}{QuantileChart.Of(load)}</div>
        {Table.Of(["Request", "Count", "Failed", "Rate", "p50", "p95", "p99", "Longest", "Own lag, p99"], load.Requests.Select(Row))}{Table.Of(["Failure", "Requests"], load.Failures.Select(failure => new[] { Markup.Of($"{failure.Kind}"), Number(failure.Count) }))}
        """);

    static Markup[] Row(ReportedRequest request) =>
    [
        Markup.Of($"{request.Name}"), Number(request.Count), Number(request.Failed), PageText.Whole(AmountText.Of(request.PerSecond, GateUnit.PerSecond)),
        .. new[] { request.P50, request.P95, request.P99, request.Max, request.LagP99 }.Select(time => PageText.Whole(PageText.Time(time))),
    ];

    static Markup Number(long number) => PageText.Whole(number.ToString("N0", CultureInfo.InvariantCulture));
}
