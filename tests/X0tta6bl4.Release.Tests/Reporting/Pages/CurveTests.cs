using X0tta6bl4.Release.Reporting.Pages;

namespace X0tta6bl4.Release.Tests.Reporting.Pages;

public sealed class CurveTests
{
    [Fact]
    public void A_line_goes_from_point_to_point() =>
        Assert.Equal("<path class=\"line p50\" d=\"M0 100L500 50L1000 0\"/>", Line(new(0, 0), new(0.5, 0.5), new(1, 1)));

    [Fact]
    public void It_is_interrupted_where_nothing_is_known_and_a_lonely_point_is_a_dot() =>
        Assert.Equal("<path class=\"line p50\" d=\"M0 100L100 100M300 0h0M500 0L600 0\"/>", Line(new(0, 0), new(0.1, 0), new(0.2, null), new(0.3, 1), new(0.4, null), new(0.5, 1), new(0.6, 1)));

    [Fact]
    public void An_area_goes_there_above_and_back_below() =>
        Assert.Equal("<path class=\"area spread\" d=\"M0 0L500 50L500 100L0 100Z\"/>", Curve.Area("spread", 100, [(0, 0, 1), (0.5, 0, 0.5), (0.6, null, 1)]).ToString());

    [Fact]
    public void Nothing_known_is_nothing_drawn() => Assert.Equal("<path class=\"line p50\" d=\"\"/>", Line(new Spot(0, null)));

    static string Line(params Spot[] spots) => Curve.Line("p50", 100, spots).ToString();
}
