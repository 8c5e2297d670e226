using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>What the process of a load says, a line each: how far it is, or what it saw in all.</summary>
internal sealed record LoadMessage
{
    /// <summary>How far it is.</summary>
    public LoadProgress? Progress { get; init; }

    /// <summary>What it saw; the last message.</summary>
    public LoadReport? Report { get; init; }

    /// <summary>Why there is no report, in a sentence; the last message.</summary>
    public string? Trouble { get; init; }
}
