using System.Globalization;

namespace X0tta6bl4.Release.SampleService;

/// <summary>How a pod behaves: what its image or its environment says in APP_MODE.</summary>
abstract record Mode
{
    /// <summary>Reads <c>ok</c>, <c>crash</c>, <c>never-ready</c>, <c>slow-start</c>, <c>errors=PERCENT</c> or <c>slow=MILLISECONDS</c>.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static Mode Parse(string text) => text.Split('=') switch
    {
        ["ok"] => new Ok(),
        ["crash"] => new Crash(),
        ["never-ready"] => new NeverReady(),
        ["slow-start"] => new SlowStart(),
        ["errors", var percent] when int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share is >= 1 and <= 100 => new Errors(share),
        ["slow", var milliseconds] when int.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time) => new Slow(TimeSpan.FromMilliseconds(time)),
        _ => throw new FormatException($"APP_MODE is '{text}'. Allowed: ok, crash, never-ready, slow-start, errors=1 to 100, slow=milliseconds."),
    };

    /// <summary>Works.</summary>
    public sealed record Ok : Mode;

    /// <summary>Ends with 1 after a second.</summary>
    public sealed record Crash : Mode;

    /// <summary>Serves, but is never ready.</summary>
    public sealed record NeverReady : Mode;

    /// <summary>Is ready after 20 seconds.</summary>
    public sealed record SlowStart : Mode;

    /// <summary>A share of the answers is an error.</summary>
    /// <param name="Percent">1 to 100; every hundred requests have exactly as many.</param>
    public sealed record Errors(int Percent) : Mode;

    /// <summary>Answers take longer.</summary>
    /// <param name="By">How much.</param>
    public sealed record Slow(TimeSpan By) : Mode;
}
