using System.Globalization;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>From where to where a loop counts.</summary>
/// <param name="From">The first number.</param>
/// <param name="To">The number that is not reached any more.</param>
internal readonly record struct LoopBounds(int From, int To)
{
    /// <summary>How often the loop goes round.</summary>
    public int Rounds => Math.Max(0, To - From);

    /// <summary>True for at least one round, and not too many.</summary>
    public bool IsUsable => Rounds is > 0 and <= LoopRange.MostRounds;

    /// <summary>Bounds such as <c>5</c> (0 to 4) or <c>1-10</c> (1 to 9); null when the text has none.</summary>
    public static LoopBounds? Read(string text)
    {
        var parts = text.Trim().Split('-');
        return parts.Length switch
        {
            1 when Number(parts[0]) is { } to => new LoopBounds(0, to),
            2 when Number(parts[0]) is { } from && Number(parts[1]) is { } to => new LoopBounds(from, to),
            _ => null,
        };
    }

    static int? Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
