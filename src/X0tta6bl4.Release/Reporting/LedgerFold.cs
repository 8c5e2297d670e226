using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Reporting;

/// <summary>The lines of a ledger as curves: read once, in bounded memory, however long it is. Pure.</summary>
public static class LedgerFold
{
    /// <summary>Most stretches of all endpoints together, so that a page with many of them stays small.</summary>
    const int MostOfAll = 1800;

    /// <summary>Fewest for one of very many.</summary>
    const int Fewest = 30;

    /// <summary>A curve for each endpoint, in the order in which they appear, the control endpoint last.</summary>
    /// <param name="lines">The lines of the ledger; what is none of its own is passed over.</param>
    public static ImmutableArray<ReportedSeries> Of(IEnumerable<string> lines)
    {
        var (folds, names) = (new Dictionary<string, SeriesFold>(StringComparer.Ordinal), new List<string>());
        foreach (var row in lines.Select(LedgerRow.Of).OfType<LedgerRow>())
        {
            if (!folds.TryGetValue(row.Endpoint, out var fold))
            {
                folds[row.Endpoint] = fold = new SeriesFold(row.Endpoint);
                names.Add(row.Endpoint);
            }

            fold.Add(row);
        }

        var most = Math.Clamp(MostOfAll / Math.Max(1, names.Count), Fewest, SeriesFold.Most);
        return [.. names.OrderBy(name => name == Probe.Control).Select(name => folds[name].Of(most))];
    }
}
