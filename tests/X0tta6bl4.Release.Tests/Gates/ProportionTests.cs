using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Tests.Gates;

public sealed class ProportionTests
{
    [Theory]
    [InlineData(0, 1, 0.95)]
    [InlineData(0, 20, 0.1391083407)]
    [InlineData(0, 48_213, 0.00006213343300)]
    [InlineData(1, 10, 0.3941633024)]
    [InlineData(2, 31, 0.1894644674)]
    [InlineData(5, 100, 0.1022533776)]
    [InlineData(12, 1200, 0.01615188636)]
    [InlineData(700, 60_000, 0.01241383377)]
    [InlineData(9, 10, 0.9948838032)]
    [InlineData(10, 10, 1)]
    [InlineData(0, 0, 1)]
    public void The_upper_bound_is_that_of_Clopper_and_Pearson(long failed, long seen, double bound) => Assert.Equal(bound, Proportion.Upper(failed, seen), bound * 1e-8);

    [Theory]
    [InlineData(0, 20, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 10, 0.005116196892)]
    [InlineData(2, 31, 0.01158531586)]
    [InlineData(5, 100, 0.01990556366)]
    [InlineData(12, 1200, 0.005780013685)]
    [InlineData(700, 60_000, 0.01095479240)]
    [InlineData(9, 10, 0.6058366976)]
    public void So_is_the_lower_one(long failed, long seen, double bound) => Assert.Equal(bound, Proportion.Lower(failed, seen), Math.Max(1e-12, bound * 1e-8));

    [Theory]
    [InlineData(100)]
    [InlineData(48_213)]
    [InlineData(10_000_000)]
    public void For_no_failure_the_upper_bound_is_nearly_three_out_of_all(long seen) => Assert.InRange(Proportion.Upper(0, seen) * seen, 2.9, 3.0);

    [Fact]
    public void The_share_that_was_seen_lies_between_the_bounds() =>
        Assert.All(
            from seen in new long[] { 1, 7, 40, 1000 } from failed in new[] { 0, 1, seen / 3, seen - 1, seen } where failed >= 0 select (failed, seen),
            one => Assert.InRange((double)one.failed / one.seen, Proportion.Lower(one.failed, one.seen), Proportion.Upper(one.failed, one.seen)));

    [Fact]
    public void Who_wants_to_be_surer_gets_a_smaller_lower_bound() =>
        Assert.True(Proportion.Lower(4, 40, 0.001) < Proportion.Lower(4, 40) && Proportion.Lower(4, 40, 0.001) > 0);
}
