using System.Globalization;

namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>How the program in an image behaves.</summary>
/// <param name="Name">The word for it, as the program logs it.</param>
internal sealed record ImageMode(string Name)
{
    public static readonly ImageMode Ok = new("ok");
    public static readonly ImageMode Crash = new("crash") { Exit = new(1, "Error") { LastWords = "mode crash: giving up" } };
    public static readonly ImageMode OutOfMemory = new("out-of-memory") { Exit = new(137, "OOMKilled") };
    public static readonly ImageMode Ill = new("ill") { IsIll = true };
    public static readonly ImageMode NeverReady = new("never-ready") { IsNeverReady = true };
    public static readonly ImageMode Sealed = new("sealed") { IsSealed = true };

    public static readonly ImageMode SlowStart = new("slow-start") { ReadyAfter = TimeSpan.FromSeconds(20) };

    public static ImageMode Errors(double percent) => new($"errors={percent}") { ErrorPercent = percent };

    public static ImageMode Slow(int milliseconds) => new($"slow={milliseconds}") { Latency = Ok.Latency + TimeSpan.FromMilliseconds(milliseconds) };

    public static ImageMode Failing(string path) => new($"failing={path}") { FailingPath = path };

    /// <summary>The mode that a word stands for, as <c>APP_MODE</c> in the environment of the estate's programs has it: <c>ok</c>, <c>crash</c>, <c>never-ready</c>,
    /// <c>slow-start</c>, <c>errors=PERCENT</c>, <c>slow=MILLISECONDS</c>; null for any other.</summary>
    public static ImageMode? Parse(string? word) => word?.Split('=') switch
    {
        ["ok"] => Ok,
        ["crash"] => Crash,
        ["never-ready"] => NeverReady,
        ["slow-start"] => SlowStart,
        ["errors", var percent] when double.TryParse(percent, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 100 => Errors(share),
        ["slow", var time] when int.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) => Slow(milliseconds),
        _ => null,
    };

    /// <summary>How it ends a second after its start, or null for a program that runs on.</summary>
    public ContainerExit? Exit { get; init; }

    /// <summary>Answers 503 to everything, its probes included.</summary>
    public bool IsIll { get; init; }

    /// <summary>Answers 503 to its readiness probe.</summary>
    public bool IsNeverReady { get; init; }

    /// <summary>How long after its start it answers its readiness probe with anything but 503.</summary>
    public TimeSpan ReadyAfter { get; init; }

    /// <summary>A Vault server that serves nobody until somebody gives it a key.</summary>
    public bool IsSealed { get; init; }

    /// <summary>Share of the requests that it answers 500, in per cent; 0 to 100.</summary>
    public double ErrorPercent { get; init; }

    /// <summary>The one path that it always answers 500, or null.</summary>
    public string? FailingPath { get; init; }

    /// <summary>How long it takes to answer a request.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(3);
}
