using CsCheck;
using X0tta6bl4.Release.LoadTesting.Probing;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.LoadTesting.Tests.Probing;

public sealed class ProbeScheduleTests
{
    [Fact]
    public void There_is_one_probe_in_each_interval_and_no_distance_is_longer_than_claimed() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[0, 50]).Sample((rate, place) =>
        {
            var schedule = new ProbeSchedule(rate, place);
            var claimed = new AvailabilityProbe { Request = new EndpointRequest("api", "/", "GET", 200), Rate = rate, Timeout = TimeSpan.FromSeconds(1), FailedAtMost = 0 }.Spacing;
            var due = Enumerable.Range(0, 200).Select(index => schedule.Due(index)).ToArray();
            var (interval, first) = (1.0 / rate, (place * 0.6180339887498949 % 1) / rate);

            Assert.All(due.Index(), one => Assert.InRange(one.Item.TotalSeconds, (one.Index * interval) + first - 1e-6, ((one.Index + 1) * interval) + first));
            Assert.All(due.Zip(due.Skip(1)), two => Assert.InRange(two.Second - two.First, TimeSpan.FromSeconds(interval * 0.7), claimed));
        });

    [Fact]
    public void Distances_vary()
    {
        var schedule = new ProbeSchedule(20, 0);

        Assert.True(Enumerable.Range(0, 100).Select(index => Math.Round((schedule.Due(index + 1) - schedule.Due(index)).TotalMilliseconds, 1)).Distinct().Count() > 1);
        Assert.Equal(100, Enumerable.Range(0, 100).Select(index => Math.Round(schedule.Due(index).TotalMilliseconds % 50, 3)).Distinct().Count());
    }

    [Fact]
    public void Targets_are_not_all_probed_at_once() =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(place => new ProbeSchedule(20, place).Due(0)).Distinct().Count());
}
