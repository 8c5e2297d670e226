using System.Globalization;

namespace X0tta6bl4.Release.Sandbox.Objects;

/// <summary>Amounts as Kubernetes writes them: <c>10m</c>, <c>1.5</c>, <c>16Mi</c>, <c>2G</c>.</summary>
internal static class Quantity
{
    static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024),
        ("m", 0.001m), ("k", 1000m), ("M", 1_000_000m), ("G", 1_000_000_000m), ("T", 1_000_000_000_000m),
    ];

    /// <summary>The amount in its base unit (cores, bytes, pieces); 0 for nothing and for what is no amount.</summary>
    public static decimal Of(string? text)
    {
        var (suffix, factor) = Suffixes.FirstOrDefault(s => text?.EndsWith(s.Suffix, StringComparison.Ordinal) == true, (Suffix: "", Factor: 1m));
        return text is not null && decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number * factor : 0;
    }
}
