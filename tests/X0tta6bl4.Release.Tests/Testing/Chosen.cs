using CsCheck;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Generators over given values.</summary>
static class Chosen
{
    public static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
