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

    public static ImageMode Errors(double percent) => new($"errors={percent}") { ErrorPercent = percent };

    public static ImageMode Slow(int milliseconds) => new($"slow={milliseconds}") { Latency = Ok.Latency + TimeSpan.FromMilliseconds(milliseconds) };

    public static ImageMode Failing(string path) => new($"failing={path}") { FailingPath = path };

    /// <summary>How it ends a second after its start, or null for a program that runs on.</summary>
    public ContainerExit? Exit { get; init; }

    /// <summary>Answers 503 to everything, its probes included.</summary>
    public bool IsIll { get; init; }

    /// <summary>Answers 503 to its readiness probe.</summary>
    public bool IsNeverReady { get; init; }

    /// <summary>A Vault server that serves nobody until somebody gives it a key.</summary>
    public bool IsSealed { get; init; }

    /// <summary>Share of the requests that it answers 500, in per cent; 0 to 100.</summary>
    public double ErrorPercent { get; init; }

    /// <summary>The one path that it always answers 500, or null.</summary>
    public string? FailingPath { get; init; }

    /// <summary>How long it takes to answer a request.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(3);
}
