namespace X0tta6bl4.Release.Conventions.Reading;

/// <summary>How a broken rule reads: every breach on a line of its own, in full.</summary>
static class Rule
{
    public static void IsKept(IEnumerable<string> breaches)
    {
        var all = breaches.Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(all.Length == 0, string.Join(Environment.NewLine, all));
    }
}
