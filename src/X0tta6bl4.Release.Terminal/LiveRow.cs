using System.Collections.Immutable;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A row of the live block: pieces of text with what they mean.</summary>
/// <param name="Pieces">The pieces, from left to right.</param>
sealed record LiveRow(ImmutableArray<(string Text, LiveTone Tone)> Pieces)
{
    /// <summary>The row without meaning.</summary>
    public string Text => string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>As much of some pieces as fits; the piece that does not is cut.</summary>
    /// <param name="width">Cells, zero or more.</param>
    /// <param name="pieces">The pieces; empty ones are left out.</param>
    public static LiveRow Of(int width, params IEnumerable<(string Text, LiveTone Tone)> pieces)
    {
        var kept = ImmutableArray.CreateBuilder<(string Text, LiveTone Tone)>();
        foreach (var (text, tone) in pieces)
        {
            var cut = Cells.Cut(text, width);
            width -= Cells.Width(cut);
            if (cut.Length > 0)
            {
                kept.Add((cut, tone));
            }
        }

        return new LiveRow(kept.DrainToImmutable());
    }
}
