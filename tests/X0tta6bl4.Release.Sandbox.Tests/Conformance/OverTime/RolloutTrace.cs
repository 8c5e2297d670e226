using System.Text.Encodings.Web;
using System.Text.Json;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.OverTime;

/// <summary>What was seen while a workload was made and changed.</summary>
/// <param name="Phases">Its making, and each change.</param>
/// <param name="Events">The distinct events, without names and numbers, in alphabetical order.</param>
sealed record RolloutTrace(IReadOnlyList<RolloutPhase> Phases, IReadOnlyList<string> Events)
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static RolloutTrace Read(string text) => JsonSerializer.Deserialize<RolloutTrace>(text, Readable)!;

    public string Write() => JsonSerializer.Serialize(this, Readable) + "\n";
}

/// <summary>What was seen from one change to its end; the same state twice in a row is told once.</summary>
/// <param name="Workload">The workload's status: <c>replicas updated ready available</c>; of a StatefulSet without the last.</param>
/// <param name="Parts">Of a Deployment, each state of its ReplicaSets, <c>REVISION: desired replicas ready available</c>, divided by <c>|</c>; of a StatefulSet, what happened to
/// its pods: <c>added NAME TEMPLATE</c>, <c>ready NAME</c>, <c>deleted NAME</c>.</param>
/// <param name="End">The workload's status and conditions at the end, and its parts.</param>
sealed record RolloutPhase(IReadOnlyList<string> Workload, IReadOnlyList<string> Parts, IReadOnlyList<string> End);
