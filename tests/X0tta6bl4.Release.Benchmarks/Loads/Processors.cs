using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.Benchmarks.Loads;

/// <summary>Who computes where: a load on the first processor, its server on the last.</summary>
static class Processors
{
    public static string Last => (Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Words that bind a command to the first processor.</summary>
    public static ImmutableArray<string> First => ["taskset", "-c", "0"];
}
