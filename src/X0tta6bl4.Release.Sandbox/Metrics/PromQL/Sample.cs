namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>One measured value.</summary>
/// <param name="At">Milliseconds since 1970.</param>
/// <param name="Value">The value, or <see cref="Stale"/>.</param>
internal readonly record struct Sample(long At, double Value)
{
    /// <summary>Marks that a series ended: its target went away.</summary>
    public static readonly double Stale = BitConverter.Int64BitsToDouble(0x7ff0000000000002);

    public bool IsStale => BitConverter.DoubleToInt64Bits(Value) == 0x7ff0000000000002;
}
