using System.Globalization;

namespace X0tta6bl4.Release.Targets;

/// <summary>How many tests passed, failed and were skipped.</summary>
/// <param name="Passed">Passed.</param>
/// <param name="Failed">Failed, errors included.</param>
/// <param name="Skipped">Skipped or not run.</param>
public sealed record TestCount(int Passed, int Failed, int Skipped)
{
    /// <summary>No tests.</summary>
    public static TestCount None { get; } = new(0, 0, 0);

    /// <summary>Adds two counts.</summary>
    public static TestCount operator +(TestCount left, TestCount right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>Adds two counts.</summary>
    public static TestCount Add(TestCount left, TestCount right) => left + right;

    /// <summary>Reads the summary line of a test program, <c>… Total: 12, Errors: 0, Failed: 1, Skipped: 2, …</c>; null when there is none.</summary>
    public static TestCount? Of(IEnumerable<string> lines) =>
        lines.LastOrDefault(line => line.Contains("Total: ", StringComparison.Ordinal)) is not { } summary ? null
        : new TestCount(
            Number(summary, "Total: ") - Number(summary, "Failed: ") - Number(summary, "Skipped: ") - Number(summary, "Not Run: "),
            Number(summary, "Failed: ") + Number(summary, "Errors: "),
            Number(summary, "Skipped: ") + Number(summary, "Not Run: "));

    /// <summary>True for lines of a test program that say nothing when all is well.</summary>
    public static bool IsNoise(string line) =>
        line.Length == 0 || line.StartsWith("xUnit.net v3", StringComparison.Ordinal) || line.StartsWith("  Discover", StringComparison.Ordinal)
        || line.StartsWith("  Starting:", StringComparison.Ordinal) || line.StartsWith("  Finished:", StringComparison.Ordinal) || line.StartsWith("=== TEST", StringComparison.Ordinal)
        || line.Contains("Total: ", StringComparison.Ordinal);

    /// <summary><c>N passed, N failed</c>, with <c>, N skipped</c> where there are any.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed") + (Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Skipped} skipped") : "");

    static int Number(string summary, string label)
    {
        var start = summary.IndexOf(label, StringComparison.Ordinal);
        return start < 0 ? 0 : int.Parse(summary[(start + label.Length)..].Split(',', ' ')[0], CultureInfo.InvariantCulture);
    }
}
