using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Judging;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Tests.Judging;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.LoadTesting.Tests;

/// <summary>How a load is told.</summary>
public sealed class LoadTextTests
{
    static readonly LoadReport Mixed = Reports.Good() with
    {
        Total = Reports.Good().Total with { Failed = 12 },
        Users = new UserFigures(1000, 1000, 12, 3),
        Failures = ImmutableSortedDictionary<string, long>.Empty.Add("503 Service Unavailable", 10).Add("connection | refused", 2),
        FirstFailure = "503 Service Unavailable",
        AfterFailed = "401 Unauthorized",
    };

    static readonly LoadVerdict Verdict = new(Gates.Verdict.Failed, "p95 < 19 is not true: p95 20", [new LoadCheck("p95 < 19", "p95 20", Gates.Verdict.Failed, true), new LoadCheck("a == 1", "a 2", Gates.Verdict.Failed, false)]);

    [Fact]
    public void In_lines() => Assert.Equal(
        """
        1,000 requests, 12 failed (the first: 503 Service Unavailable)
        10.0 s, 100 a second, to http://gateway.test/
        users            1,000 came, 12 failed, 3 more were turned away because too many were under way
        response time    p50 10 ms, p95 20 ms, p99 30 ms, longest 50 ms   from when a request was due
        service time     p50 9 ms, p95 18 ms, p99 27 ms, longest 45 ms   from when it was sent
        generator's lag  p50 1 ms, p95 2 ms, p99 3 ms, longest 5 ms
        failed           10 × 503 Service Unavailable
        failed           2 × connection | refused
        after            the flow after all others failed: 401 Unauthorized
        failed           p95 < 19: p95 20
        failed           a == 1 (only reported): a 2
        failed: p95 < 19 is not true: p95 20
        """,
        string.Join('\n', LoadText.Lines(Mixed, Verdict)));

    [Fact]
    public void As_a_page()
    {
        var page = LoadText.Markdown("gateway", Mixed, Verdict);

        Assert.StartsWith("# Load test gateway: failed\n\nP95 < 19 is not true: p95 20.\n", page, StringComparison.Ordinal);
        Assert.Contains("| all | 1,000 | 12 | 100 | 10 ms | 20 ms | 30 ms | 50 ms |\n", page, StringComparison.Ordinal);
        Assert.Contains("| connection \\| refused | 2 |\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void As_a_page_in_Russian()
    {
        var page = Translator.Russian.Of(LoadText.Markdown("gateway", Mixed, Verdict));

        Assert.StartsWith("# Нагрузочный тест gateway: не пройдено\n\nP95 < 19 не выполнено: p95 20.\n\n| | запросы | неудачи | в секунду | p50 |", page, StringComparison.Ordinal);
        Assert.Contains("Собственное отставание генератора: p99 3 мс, наибольшее 5 мс.", page, StringComparison.Ordinal);
        Assert.Contains("Пользователи: пришло 1,000, неудач 12, ещё 3 не приняты: слишком много уже в пути.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void In_lines_in_Russian()
    {
        var lines = LoadText.Lines(Mixed, Verdict).Select(Translator.Russian.Of).ToArray();

        Assert.Equal("1,000 запросов, неудач 12 (первая: 503 Service Unavailable)", lines[0]);
        Assert.Equal("10.0 с, 100 в секунду, на http://gateway.test/", lines[1]);
        Assert.StartsWith("время ответа  ", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("от срока запроса", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void How_far_it_is()
    {
        var progress = new LoadProgress(TimeSpan.FromSeconds(5.02), TimeSpan.FromSeconds(35), Reports.Good().Total, new Second(TimeSpan.FromSeconds(5), 20, 19, 0, default, TimeSpan.FromMilliseconds(12.5), default), "");

        Assert.Equal("5 s of 35 s: 1,000 requests, none failed, last second 19 with p95 12.5 ms", LoadText.Progress(progress));
    }

    [Fact]
    public void A_report_can_be_written_and_read_again()
    {
        var again = LoadReport.Read(Mixed.ToJson());

        Assert.Equal(Mixed.Total, again?.Total);
        Assert.Equal(Mixed.ToJson(), again?.ToJson());
        Assert.Contains("\"p95\": 20", Mixed.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void What_is_no_report_is_none(string text) => Assert.Null(LoadReport.Read(text));
}
