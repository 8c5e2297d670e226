using System.Globalization;

namespace X0tta6bl4.Release.Reporting.Languages;

/// <summary>The form of a noun that goes with a number, in languages with three of them, as Russian has.</summary>
static class Plural
{
    /// <summary>Chooses a form. Source: the plural rules of Unicode's CLDR for Russian; whatever is no whole number takes the last form.</summary>
    /// <param name="number">The number as it is written, commas between thousands included.</param>
    /// <param name="forms">For 1, for 2 to 4, for 5 and more.</param>
    public static string Of(string number, string[] forms)
    {
        if (!long.TryParse(number, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count))
        {
            return forms[^1];
        }

        var (ones, tens) = (count % 10, count % 100);
        return tens is >= 11 and <= 14 ? forms[^1] : ones == 1 ? forms[0] : ones is >= 2 and <= 4 ? forms[1] : forms[^1];
    }
}
