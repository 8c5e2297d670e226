using System.Globalization;

namespace X0tta6bl4.Release.SampleService;

/// <summary>What the environment of a pod says.</summary>
/// <param name="Version">The tag of the image.</param>
/// <param name="Mode">How it behaves.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="Drain">How long it still serves when asked to end, and is not ready any more.</param>
sealed record Settings(string Version, Mode Mode, int Port, TimeSpan Drain)
{
    /// <summary>Reads APP_VERSION, APP_MODE (ok), PORT (8000) and DRAIN_SECONDS (3).</summary>
    /// <exception cref="FormatException">A value cannot be read.</exception>
    public static Settings Of(Func<string, string?> read) => new(
        read("APP_VERSION") ?? "unknown",
        Mode.Parse(read("APP_MODE") ?? "ok"),
        int.Parse(read("PORT") ?? "8000", CultureInfo.InvariantCulture),
        TimeSpan.FromSeconds(int.Parse(read("DRAIN_SECONDS") ?? "3", CultureInfo.InvariantCulture)));
}
