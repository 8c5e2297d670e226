using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Judging;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Tests.Judging;

/// <summary>What is made of a load.</summary>
public sealed class LoadJudgeTests
{
    [Theory]
    [InlineData("thresholds: [{ http.response_time.p95: 250 }]", Verdict.Passed)]
    [InlineData("thresholds: [{ http.response_time.p95: 20 }]", Verdict.Failed)]
    [InlineData("thresholds: [{ http.response_time.p99: 31 }, { http.response_time.max: 49 }]", Verdict.Failed)]
    [InlineData("thresholds: [{ http.downloaded_bytes: 1 }]", Verdict.NoEvidence)]
    [InlineData("thresholds: [{ http.downloaded_bytes: 1 }, { http.response_time.p50: 1 }]", Verdict.Failed)]
    [InlineData("conditions: [{ expression: http.request_rate >= 100 and http.codes.200 == 1000 }]", Verdict.Passed)]
    [InlineData("conditions: [{ expression: http.codes.500 > 0 }]", Verdict.Failed)]
    [InlineData("conditions: [{ expression: http.codes.500 > 0, strict: false }]", Verdict.Passed)]
    [InlineData("conditions: [{ expression: vusers.skipped + vusers.failed == 0 }]", Verdict.Passed)]
    [InlineData("conditions: [{ expression: errors.ETIMEDOUT < 1 }]", Verdict.NoEvidence)]
    [InlineData("maxErrorRate: 0", Verdict.Passed)]
    [InlineData("p99: 30", Verdict.Failed)]
    public void What_the_script_demands_decides(string ensure, Verdict verdict) =>
        Assert.Equal(verdict, LoadJudge.Judge(Script(ensure), Reports.Good()).Verdict);

    [Theory]
    [InlineData(40, Verdict.Passed)]
    [InlineData(60, Verdict.Failed)]
    public void Who_got_no_answer_belongs_to_the_slowest(int unanswered, Verdict verdict)
    {
        var seen = Reports.Good(count: 1000);
        seen = seen with { Total = seen.Total with { Failed = unanswered, Response = seen.Total.Response with { Count = 1000 - unanswered } } };

        Assert.Equal(verdict, LoadJudge.Judge(Script("thresholds: [{ http.response_time.p95: 250 }]"), seen).Verdict);
        Assert.Equal(Verdict.Failed, LoadJudge.Judge(Script("thresholds: [{ http.response_time.max: 250 }]"), seen).Verdict);
    }

    [Fact]
    public void A_verdict_says_why()
    {
        var verdict = LoadJudge.Judge(Script("thresholds: [{ http.response_time.p95: 20 }]"), Reports.Good());

        Assert.Equal("http.response_time.p95 < 20 is not true: http.response_time.p95 20", verdict.Why);
        Assert.Equal("the script demands nothing (config.ensure)", LoadJudge.Judge(Script("{}"), Reports.Good()).Why);
    }

    [Fact]
    public void A_generator_that_was_late_proves_nothing_neither_good_nor_bad()
    {
        var late = Reports.Good(lag: 40);

        Assert.Equal(Verdict.Inconclusive, LoadJudge.Judge(Script("thresholds: [{ http.response_time.p95: 250 }]"), late).Verdict);
        Assert.Equal(Verdict.Inconclusive, LoadJudge.Judge(Script("thresholds: [{ http.response_time.p95: 1 }]"), late).Verdict);
    }

    [Fact]
    public void Without_a_request_there_is_no_evidence_and_an_early_end_is_a_failure()
    {
        Assert.Equal(Verdict.NoEvidence, LoadJudge.Judge(Script("{}"), Reports.Good(count: 0)).Verdict);
        Assert.Equal(Verdict.Failed, LoadJudge.Judge(Script("{}"), Reports.Good() with { EndedEarly = "it was down" }).Verdict);
    }

    [Fact]
    public void A_load_that_is_as_quick_as_before_passes_and_a_slower_one_does_not()
    {
        var alone = LoadJudge.Judge(Script("{}"), Reports.Good());

        Assert.Equal(Verdict.Passed, LoadComparison.Judge(alone, Reports.Good(100), Reports.Good(119)).Verdict);
        Assert.Equal(Verdict.Failed, LoadComparison.Judge(alone, Reports.Good(100), Reports.Good(121)).Verdict);
        // Twice as long, and still no one's to feel.
        Assert.Equal(Verdict.Passed, LoadComparison.Judge(alone, Reports.Good(1), Reports.Good(2)).Verdict);
        Assert.Equal(Verdict.Failed, LoadComparison.Judge(alone, Reports.Good(100), Reports.Good(50) with { Total = Reports.Good(50).Total with { Failed = 20 } }).Verdict);
        Assert.Equal(Verdict.NoEvidence, LoadComparison.Judge(alone, Reports.Good(100, count: 50), Reports.Good(100)).Verdict);
    }

    [Fact]
    public void A_comparison_makes_no_verdict_better()
    {
        var failed = LoadJudge.Judge(Script("thresholds: [{ http.response_time.p95: 1 }]"), Reports.Good());

        var both = LoadComparison.Judge(failed, Reports.Good(100), Reports.Good());

        Assert.Equal((Verdict.Failed, failed.Why), (both.Verdict, both.Why));
        Assert.Equal("p95 20 ms, before 200 ms (−90 %); p50 −90 %, p99 −90 %; failed 0 %, before 0 %", both.Checks[^1].Seen);
    }

    static LoadScript Script(string ensure) => LoadScriptReader.Read(
        $$"""
        config:
          target: http://gateway.test
          phases: [{ duration: 10, arrivalRate: 100 }]
          ensure: {{(ensure == "{}" ? "{}" : $"{{ {ensure} }}")}}
        scenarios: [{ flow: [{ get: { url: /keys } }] }]
        """,
        new LoadScriptSource("load.yaml")).Value!;
}
