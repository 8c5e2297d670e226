using CsCheck;
using X0tta6bl4.Release.Reporting.Pages;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting.Pages;

public sealed class TimeScaleTests
{
    [Fact]
    public void One_run_takes_the_whole_line()
    {
        var scale = Scale((0, 100));

        Assert.Equal([0, 0.25, 1], [scale.At(Second(0)), scale.At(Second(25)), scale.At(Second(100))]);
        Assert.Empty(scale.Pauses);
    }

    [Fact]
    public void A_night_between_two_runs_takes_hardly_any_room()
    {
        var scale = Scale((0, 60), (36_000, 36_060));

        var pause = Assert.Single(scale.Pauses);
        Assert.Equal((0.49, 0.51), (Math.Round(pause.Left, 6), Math.Round(pause.Right, 6)));
        Assert.Equal(pause.Left, scale.At(Second(20_000)));
        Assert.Equal(1, scale.At(Second(36_060)), 6);
    }

    [Fact]
    public void A_moment_between_two_runs_is_not_worth_a_cut() => Assert.Empty(Scale((0, 60), (64, 124)).Pauses);

    [Fact]
    public void Runs_that_overlap_are_one() => Assert.Empty(Scale((0, 60), (10, 30), (50, 90)).Pauses);

    [Fact]
    public void A_release_without_any_length_is_drawn_at_the_beginning() => Assert.Equal(0, Scale((5, 5)).At(Second(5)));

    [Fact]
    public void A_short_release_is_labelled_in_seconds() =>
        Assert.Equal(["03:04:05", "03:04:20", "03:04:30", "03:04:40"], Scale((0, 42)).Ticks().Select(tick => tick.Text));

    [Fact]
    public void A_long_release_is_labelled_in_minutes() =>
        Assert.Equal(["03:04:05", "03:30", "04:00", "04:30"], Scale((0, 7200)).Ticks().Select(tick => tick.Text));

    [Fact]
    public void Another_day_is_named() => Assert.Contains(Scale((0, 60), (86_400, 86_460)).Ticks(), tick => tick.Text.StartsWith("01-03 ", StringComparison.Ordinal));

    [Fact]
    public void Later_is_never_further_left() => Gen.Select(Gen.Int[0, 500], Gen.Int[0, 300]).Array[1, 25].Select(Gen.Int[0, 900], Gen.Int[0, 900]).Sample((times, one, other) =>
    {
        var scale = Scale([.. times.Select(time => (time.Item1, time.Item1 + time.Item2))]);
        var (before, after) = (scale.At(Second(Math.Min(one, other))), scale.At(Second(Math.Max(one, other))));

        return before <= after && before >= 0 && after <= 1.000001;
    });

    [Fact]
    public void Labels_have_room() => Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 90_000]).Array[1, 25].Sample(times =>
    {
        var ticks = Scale([.. times.Select(time => (time.Item1, time.Item1 + time.Item2))]).Ticks().Select(tick => tick.At).ToArray();

        return ticks.Length is > 0 and <= 6 && ticks.Zip(ticks.Skip(1)).All(pair => pair.Second - pair.First > 0.15);
    });

    static TimeScale Scale(params (int From, int To)[] times) => TimeScale.Of(times.Select(time => (Second(time.From), Second(time.To))));

    static DateTimeOffset Second(int second) => Lab.Start.AddSeconds(second);
}
