using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Running;

/// <summary>The figures behind a verdict, few enough for a journal: when there are more, every second one is left out from then on. The first and the last are always there.</summary>
sealed class FigureSeries
{
    /// <summary>More than these are never kept.</summary>
    public const int Most = 60;

    List<MeasuredFigure> kept = [];
    int every = 1;
    int count;
    MeasuredFigure last;

    /// <summary>The figures in order of time; null for none.</summary>
    public ImmutableArray<MeasuredFigure>? Figures => count == 0 ? null : (count - 1) % every == 0 ? [.. kept] : [.. kept, last];

    /// <summary>Adds a figure.</summary>
    public void Add(MeasuredFigure figure)
    {
        last = figure;
        if (count % every == 0)
        {
            kept.Add(figure);
        }

        count++;
        if (kept.Count == Most)
        {
            kept = [.. kept.Where((_, index) => index % 2 == 0)];
            every *= 2;
        }
    }
}
