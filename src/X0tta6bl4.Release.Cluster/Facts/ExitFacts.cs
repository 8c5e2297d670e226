using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>How a container ended.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Reason">The runtime's reason, for example <c>Error</c> or <c>OOMKilled</c>.</param>
/// <param name="Message">The runtime's message.</param>
sealed record ExitFacts(int Code, string Reason, string Message)
{
    /// <summary>Reads a terminated state; null when there is none.</summary>
    public static ExitFacts? Read(JsonNode? terminated) => terminated is null
        ? null
        : new ExitFacts(terminated.Count("exitCode"), terminated.Text("reason"), terminated.Text("message"));
}
