using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>The condition that says why pods cannot be created; ReplicaSets have it, and their Deployment takes it over.</summary>
internal static class ReplicaFailure
{
    public const string Type = "ReplicaFailure";

    /// <summary>A new condition.</summary>
    public static JsonObject Of(string message, string now) => new()
    {
        ["type"] = Type,
        ["status"] = "True",
        ["lastTransitionTime"] = now,
        ["reason"] = "FailedCreate",
        ["message"] = message,
    };
}
