using CsCheck;
using X0tta6bl4.Release.Reporting.Pages;

namespace X0tta6bl4.Release.Tests.Reporting.Pages;

public sealed class ValueScaleTests
{
    [Theory]
    [InlineData(1, new[] { 0, 0.5, 1 })]
    [InlineData(0.055, new[] { 0, 0.02, 0.04, 0.06 })]
    [InlineData(138, new[] { 0.0, 50, 100, 150 })]
    [InlineData(4, new[] { 0.0, 1, 2, 3, 4 })]
    [InlineData(0, new[] { 0, 0.5, 1 })]
    [InlineData(double.NaN, new[] { 0, 0.5, 1 })]
    public void Values_from_zero_have_round_labels(double most, double[] ticks) => Assert.Equal(ticks, ValueScale.Linear(most).Ticks.Select(tick => Math.Round(tick, 9)));

    [Theory]
    [InlineData(8, 17, new[] { 5.0, 10, 20 })]
    [InlineData(0.0005, 5, new[] { 0.001, 0.01, 0.1, 1 })]
    [InlineData(10, 10, new[] { 10.0, 20 })]
    [InlineData(1, 50, new[] { 1.0, 2, 5, 10, 20, 50 })]
    public void Ratios_have_round_labels(double least, double most, double[] ticks) => Assert.Equal(ticks, ValueScale.Logarithmic(least, most).Ticks.Select(tick => Math.Round(tick, 9)));

    [Fact]
    public void Every_value_has_a_place_and_greater_ones_are_higher() => Gen.Double[1e-5, 1e4].Array[2, 20].Sample(values =>
    {
        var sorted = values.Order().ToArray();

        return new[] { ValueScale.Linear(sorted[^1]), ValueScale.Logarithmic(sorted[0], sorted[^1]) }.All(scale =>
            scale.Ticks.Length is > 0 and <= 10
            && sorted.Select(scale.At).Zip(sorted.Skip(1).Select(scale.At)).All(pair => pair.First <= pair.Second)
            && scale.At(sorted[0]) >= 0 && scale.At(sorted[^1]) is > 0 and <= 1);
    });
}
