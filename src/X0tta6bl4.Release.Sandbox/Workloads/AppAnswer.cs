using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Workloads;

/// <summary>What a simulated program answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, JSON.</param>
/// <param name="Latency">How long the answer takes, in simulated time.</param>
internal sealed record AppAnswer(int Status, JsonObject Body, TimeSpan Latency)
{
    /// <summary>Nothing: the connection ends.</summary>
    public static AppAnswer None { get; } = new(0, [], TimeSpan.Zero);
}
