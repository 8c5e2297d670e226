using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.Gates;

/// <summary>One answer to a gate's query, and what it rests on.</summary>
/// <param name="Value">The value; null when there is none that could be used.</param>
/// <param name="Requests">Number of requests behind it; null when nobody counted them.</param>
/// <param name="Trouble">What is wrong with the answer; empty when nothing is.</param>
/// <param name="Contradictory">True when there was an answer that cannot be trusted, false when there was none.</param>
public sealed record Measurement(double? Value, double? Requests, string Trouble = "", bool Contradictory = false)
{
    /// <summary>Nothing was measured.</summary>
    public static Measurement None(string why) => new(null, null, why);

    /// <summary>Takes answers for what they are: exactly one number, and exactly one number of requests where they are counted.</summary>
    /// <param name="values">Values of the query's series.</param>
    /// <param name="requests">Values of the counting query's series; null when the gate has none.</param>
    /// <param name="warnings">What the source says against its own answer.</param>
    public static Measurement Of(ImmutableArray<double> values, ImmutableArray<double>? requests, ImmutableArray<string> warnings)
    {
        var (value, trouble, contradictory) = One(values, "the query");
        if (trouble.Length > 0)
        {
            return new Measurement(null, null, trouble, contradictory);
        }

        if (requests is { } counted)
        {
            var (count, why, many) = One(counted, "the number of requests");
            return why.Length > 0 ? new Measurement(value, null, why, many) : Warned(new Measurement(value, count), warnings);
        }

        return Warned(new Measurement(value, null), warnings);
    }

    static Measurement Warned(Measurement measured, ImmutableArray<string> warnings) =>
        warnings.IsEmpty ? measured : measured with { Trouble = $"the source warns: {warnings[0]}", Contradictory = true };

    static (double? Value, string Trouble, bool Contradictory) One(ImmutableArray<double> values, string what) => values switch
    {
        [] => (null, $"{what} found no series", false),
        [var value] when double.IsFinite(value) => (value, "", false),
        [var value] => (null, $"{what} gave {value.ToString(CultureInfo.InvariantCulture)}", false),
        _ => (null, $"{what} gave {values.Length.ToString(CultureInfo.InvariantCulture)} series where one is wanted", true),
    };
}
