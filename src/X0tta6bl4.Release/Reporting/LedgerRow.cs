using System.Globalization;
using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Reporting;

/// <summary>One line of a ledger, as far as a curve needs it.</summary>
/// <param name="Endpoint">Which was probed.</param>
/// <param name="Due">When.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Latency">From when it was due to the end of its answer.</param>
/// <param name="Count">For how many probes it stands.</param>
readonly record struct LedgerRow(string Endpoint, DateTimeOffset Due, ProbeOutcome Outcome, TimeSpan Latency, long Count)
{
    const int Fields = 9;

    static readonly double LongestLatency = TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>Reads a line; null for the head, and for what a killed run left of one.</summary>
    public static LedgerRow? Of(string line)
    {
        Span<Range> parts = stackalloc Range[Fields];
        var text = line.AsSpan();
        // The last field may hold commas; all others are this program's own words and numbers.
        return text.Split(parts, ',') == Fields
            && DateTimeOffset.TryParseExact(text[parts[0]], "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var due)
            && OutcomeOf(text[parts[3]]) is { } outcome
            && double.TryParse(text[parts[5]], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var latency) && latency <= LongestLatency
            && long.TryParse(text[parts[7]], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new LedgerRow(text[parts[1]].ToString(), due, outcome, TimeSpan.FromMilliseconds(latency), count)
            : null;
    }

    static ProbeOutcome? OutcomeOf(ReadOnlySpan<char> word) => word switch
    {
        "good" => ProbeOutcome.Good,
        "failed" => ProbeOutcome.Failed,
        "missed" => ProbeOutcome.Missed,
        "doubted" => ProbeOutcome.Doubted,
        _ => null,
    };
}
