using CsCheck;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class FigureSeriesTests
{
    [Fact]
    public void A_few_figures_are_all_kept() => Assert.Equal([0.0, 1, 2], Of(3)!.Value.Select(figure => figure.Value));

    [Fact]
    public void No_figure_is_no_series() => Assert.Null(Of(0));

    [Fact]
    public void Of_many_some_are_kept_evenly_the_first_and_the_last_among_them() => Gen.Int[1, 5000].Sample(count =>
    {
        var values = Of(count)!.Value.Select(figure => (int)figure.Value).ToArray();
        var steps = values.Zip(values.Skip(1), (one, next) => next - one).ToArray();

        return values.Length is >= 1 and <= FigureSeries.Most
            && (count < 60 ? values.Length == count : values.Length >= 30)
            && values[0] == 0 && values[^1] == count - 1
            && steps.SkipLast(1).Distinct().Count() <= 1 && steps.All(step => step > 0);
    });

    static System.Collections.Immutable.ImmutableArray<MeasuredFigure>? Of(int count)
    {
        var series = new FigureSeries();
        for (var number = 0; number < count; number++)
        {
            series.Add(new MeasuredFigure(Lab.Start.AddSeconds(number), number));
        }

        return series.Figures;
    }
}
