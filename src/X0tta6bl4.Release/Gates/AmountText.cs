using System.Globalization;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Gates;

/// <summary>Measured amounts in words.</summary>
public static class AmountText
{
    /// <summary>An amount with its unit: <c>0.4 %</c>, <c>312 ms</c>, <c>84.2/s</c>.</summary>
    public static string Of(double amount, GateUnit unit) => unit switch
    {
        GateUnit.Share => $"{Text(amount * 100)} %",
        GateUnit.Seconds => amount < 1 ? $"{Text(amount * 1000)} ms" : $"{Text(amount)} s",
        GateUnit.PerSecond => $"{Text(amount)}/s",
        GateUnit.Cores => $"{Text(amount)} cores",
        _ => Text(amount),
    };

    // Three significant digits are what such figures are good for; whole numbers keep all theirs.
    static string Text(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => Math.Round(value).ToString("N0", CultureInfo.InvariantCulture),
        _ => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("0.########", CultureInfo.InvariantCulture),
    };
}
