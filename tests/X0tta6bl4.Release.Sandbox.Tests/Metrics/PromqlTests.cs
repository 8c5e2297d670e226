using System.Globalization;
using X0tta6bl4.Release.Sandbox.Metrics.PromQL;

namespace X0tta6bl4.Release.Sandbox.Tests.Metrics;

/// <summary>Queries over a few series whose answers were worked out by hand.</summary>
public sealed class PromqlTests
{
    /// <summary>The moment of every query, in seconds.</summary>
    const int Now = 1000;

    static readonly SampleTable Table = new SampleTable()
        .With("requests", "job=a,status=200", (940, 0), (955, 150), (970, 300), (985, 450), (1000, 600))
        .With("requests", "job=a,status=500", (940, 0), (955, 15), (970, 30), (985, 45), (1000, 60))
        .With("requests", "job=b,status=200", (940, 0), (955, 30), (970, 60), (985, 90), (1000, 120))
        .With("restarted", "job=a", (940, 100), (955, 130), (970, 10), (985, 40), (1000, 70))
        .With("late", "", (971, 2), (986, 5))
        .With("up", "job=a", (1000, 1))
        .With("up", "job=b", (990, 0))
        .With("gone", "job=a", (980, 7), (990, double.NaN))
        .With("old", "", (699, 3))
        .With("info", "job=a,team=red", (1000, 1))
        .With("bucket", "job=a,le=0.1", (1000, 50))
        .With("bucket", "job=a,le=0.2", (1000, 90))
        .With("bucket", "job=a,le=0.4", (1000, 100))
        .With("bucket", "job=a,le=+Inf", (1000, 100));

    [Theory]
    // Numbers.
    [InlineData("1 + 2 * 3 ^ 2", "19")]
    [InlineData("2 ^ 3 ^ 2", "512")]
    [InlineData("-2 ^ 2", "-4")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("1 / 0", "Infinity")]
    [InlineData("0 / 0", "NaN")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("1e3 + .5", "1000.5")]
    [InlineData("1 < bool 2", "1")]
    [InlineData("time()", "1000")]
    // Selectors.
    [InlineData("up", "up{job=a} 1; up{job=b} 0")]
    [InlineData("up{job=\"a\"}", "up{job=a} 1")]
    [InlineData("up{job!=\"a\"}", "up{job=b} 0")]
    [InlineData("up{job=~\"a|c\"}", "up{job=a} 1")]
    [InlineData("up{job=~\"\"}", "")]
    [InlineData("up{job!~\"a.*\"}", "up{job=b} 0")]
    [InlineData("{__name__=~\"u.\",job='a'}", "up{job=a} 1")]
    [InlineData("up offset 5s", "up{job=b} 0")]
    [InlineData("gone", "")]
    [InlineData("gone offset 15s", "gone{job=a} 7")]
    [InlineData("old", "")]
    [InlineData("old offset 2s", "old 3")]
    [InlineData("nothing", "")]
    // A window of four distances that begins and ends with a sample covers itself: 600 in 60 s.
    [InlineData("rate(requests{job=\"a\",status=\"200\"}[60s])", "{job=a,status=200} 10")]
    [InlineData("increase(requests{job=\"a\",status=\"200\"}[1m])", "{job=a,status=200} 600")]
    [InlineData("rate(requests{job=\"b\"}[30s])", "{job=b,status=200} 2")]
    // 130-100, then anew from zero: 10, 30, 30 = 100 from 945 on; the four samples of the window cover 45 of its 55 s and reach to within 10 s of its start.
    [InlineData("irate(restarted[1m])", "{job=a} 2")]
    [InlineData("increase(restarted[46s])", "{job=a} 71.5555555556")]
    // Two samples 15 s apart; 14 s to the end are near enough, the start is 1 s away, where the counter would be above zero.
    [InlineData("increase(late[30s])", "6")]
    [InlineData("rate(up[1m])", "")]
    // Aggregations.
    [InlineData("sum(requests)", "780")]
    [InlineData("sum by (job) (requests)", "{job=a} 660; {job=b} 120")]
    [InlineData("sum(requests) by (job)", "{job=a} 660; {job=b} 120")]
    [InlineData("sum without (status) (requests)", "{job=a} 660; {job=b} 120")]
    [InlineData("max(requests)", "600")]
    [InlineData("min by (status) (requests)", "{status=200} 120; {status=500} 60")]
    [InlineData("avg(up)", "0.5")]
    [InlineData("count(requests)", "3")]
    [InlineData("topk(1, requests)", "requests{job=a,status=200} 600")]
    [InlineData("sum(nothing)", "")]
    // Operators between vectors.
    [InlineData("requests{status=\"500\"} / ignoring (status) requests{status=\"200\"}", "{job=a} 0.1")]
    [InlineData("sum(requests{status=\"500\"}) / sum(requests)", "0.0769230769")]
    [InlineData("requests > 100", "requests{job=a,status=200} 600; requests{job=b,status=200} 120")]
    [InlineData("requests > bool 100", "{job=a,status=200} 1; {job=a,status=500} 0; {job=b,status=200} 1")]
    [InlineData("up == 0", "up{job=b} 0")]
    [InlineData("2 * up", "{job=a} 2; {job=b} 0")]
    [InlineData("requests * on (job) group_left (team) info", "{job=a,status=200,team=red} 600; {job=a,status=500,team=red} 60")]
    [InlineData("up and on (job) requests{status=\"500\"}", "up{job=a} 1")]
    [InlineData("up unless on (job) requests{status=\"500\"}", "up{job=b} 0")]
    [InlineData("nothing or vector(0)", "0")]
    [InlineData("up{job=\"a\"} or up", "up{job=a} 1; up{job=b} 0")]
    [InlineData("sum(requests{status=\"500\"}) / nothing", "")]
    // Zero errors of a service that has requests, beside one that has errors.
    [InlineData("(sum by (job) (requests{status=\"500\"}) or 0 * sum by (job) (requests)) / (sum by (job) (requests) > 0)", "{job=a} 0.0909090909; {job=b} 0")]
    // Histograms: the 95th of 100 lies in the middle of the last finite bucket.
    [InlineData("histogram_quantile(0.95, bucket)", "{job=a} 0.3")]
    [InlineData("histogram_quantile(0.5, sum by (le) (bucket))", "0.1")]
    [InlineData("histogram_quantile(0.25, bucket)", "{job=a} 0.05")]
    [InlineData("histogram_quantile(0.95, nothing)", "")]
    // Functions.
    [InlineData("time() - max by (job) (timestamp(up))", "{job=a} 0; {job=b} 10")]
    [InlineData("absent(nothing{job=\"x\"})", "{job=x} 1")]
    [InlineData("absent(up)", "")]
    [InlineData("scalar(up{job=\"a\"})", "1")]
    [InlineData("scalar(up)", "NaN")]
    [InlineData("clamp_max(requests, 100)", "{job=a,status=200} 100; {job=a,status=500} 60; {job=b,status=200} 100")]
    [InlineData("abs(-up)", "{job=a} 1; {job=b} 0")]
    [InlineData("max_over_time(restarted[1m])", "{job=a} 130")]
    [InlineData("count_over_time(requests{job=\"b\"}[31s])", "{job=b,status=200} 3")]
    public void A_query_has_the_answer_that_was_worked_out(string query, string answer) => Assert.Equal(answer, Text(Evaluator.Evaluate(query, Table, Now * 1000L)));

    [Theory]
    [InlineData("", "bad_data", "no expression found in input")]
    [InlineData("sum(", "bad_data", "unexpected end of input")]
    [InlineData("up{job=a}", "bad_data", "unexpected \"a\"")]
    [InlineData("up[5]", "bad_data", "missing unit character in duration")]
    [InlineData("up & up", "bad_data", "unexpected character: '&'")]
    [InlineData("nonsense(up)", "bad_data", "unknown function with name \"nonsense\"")]
    [InlineData("rate(up)", "bad_data", "expected type range vector")]
    [InlineData("1 < 2", "bad_data", "must use BOOL modifier")]
    [InlineData("up{job=~\"(\"}", "bad_data", "error parsing regexp")]
    [InlineData("\"open", "bad_data", "unterminated quoted string")]
    [InlineData("up up", "bad_data", "unexpected \"up\"")]
    [InlineData("sum(requests, 1)", "bad_data", "expected 1, got 2")]
    [InlineData("requests / on (job) up", "execution", "many-to-one matching must be explicit")]
    [InlineData("up / on (job) requests", "execution", "many-to-many matching not allowed")]
    public void What_is_no_query_is_refused_in_words(string query, string errorType, string message)
    {
        var refused = Assert.Throws<QueryException>(() => Evaluator.Evaluate(query, Table, Now * 1000L));

        Assert.Equal(errorType, refused.ErrorType);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    static string Text(QueryValue value) => value switch
    {
        QueryValue.Scalar scalar => Number(scalar.Value),
        QueryValue.Vector vector => string.Join("; ", vector.Points.Select(point => $"{Name(point.Labels)} {Number(point.Value)}".Trim()).Order(StringComparer.Ordinal)),
        _ => value.GetType().Name,
    };

    static string Name(Labels labels)
    {
        var others = string.Join(',', labels.WithoutName().Pairs.Select(pair => $"{pair.Key}={pair.Value}"));
        return labels[Labels.MetricName] + (others.Length > 0 ? $"{{{others}}}" : "");
    }

    static string Number(double value) => Math.Round(value, 10).ToString(CultureInfo.InvariantCulture);
}
