using CsCheck;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Tests.Measuring;

public sealed class DistributionTextTests
{
    [Fact]
    public void What_a_histogram_wrote_is_read_again() => Gen.Int[1, 60_000].Array[1, 400].Sample(times =>
    {
        var histogram = new Times();
        foreach (var time in times)
        {
            histogram.Add(TimeSpan.FromMilliseconds(time));
        }

        var points = DistributionText.Read(histogram.Distribution());

        return points[^1].Share == 1
            && Math.Abs((points[^1].Time / histogram.Max) - 1) < 0.002
            && points.Zip(points.Skip(1)).All(pair => pair.First.Share <= pair.Second.Share && pair.First.Time <= pair.Second.Time)
            // Which of two neighbours stands for a share between them is the histogram's choice.
            && points.All(point => times.Count(time => time <= point.Time.TotalMilliseconds * 1.002) >= (point.Share * times.Length) - 1);
    });

    [Theory]
    [InlineData("")]
    [InlineData("       Value     Percentile TotalCount 1/(1-Percentile)\n\n#[Mean    =        9.196, StdDeviation   =        4.807]\n")]
    [InlineData("1 2 3\n")]
    [InlineData("NaN 0.5 3\n-1 0.5 3\n1e9 0.5 3\n99999999999999 0.5 3\n1 0.5")]
    public void What_is_no_point_is_passed_over(string text) => Assert.Empty(DistributionText.Read(text));
}
