using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>What a change of a cluster is about.</summary>
enum ChangeKind
{
    /// <summary>A Lease.</summary>
    Lock,

    /// <summary>The token on a workload, and nothing else of it.</summary>
    Token,

    /// <summary>The journal's copy.</summary>
    Journal,

    /// <summary>An effect entry in the journal's copy: the undo of a step that is about to change something.</summary>
    Entry,

    /// <summary>Everything else: what a release is for.</summary>
    Effect,
}

/// <summary>One change that a run sends to a cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">The step of an effect entry; else method and path, without what is different in each run.</param>
/// <param name="ByHelm">True when helm sends it.</param>
sealed partial record Change(string Cluster, ChangeKind Kind, string Subject, bool ByHelm)
{
    public static Change Of(string cluster, RelayedRequest request)
    {
        var (kind, step) = KindOf(request);
        return new Change(cluster, kind, step ?? $"{request.Method} {OfOneRun().Replace(request.Path, "")}", request.Line.Contains("fieldManager=helm", StringComparison.Ordinal));
    }

    public override string ToString() => $"{Kind} {Cluster} {Subject}";

    static (ChangeKind Kind, string? Step) KindOf(RelayedRequest request) =>
        request.Path.Contains("/leases", StringComparison.Ordinal) ? (ChangeKind.Lock, null)
        : request.Path.Contains("/configmaps", StringComparison.Ordinal) && request.Text.Contains("x0tta6bl4-release-", StringComparison.Ordinal) ? StepOf(request) is { } step ? (ChangeKind.Entry, step) : (ChangeKind.Journal, null)
        : request.Method == "PATCH" && Operations(request) is { Length: > 0 } operations && operations.All(operation => (string?)operation["op"] == "test" || ((string)operation["path"]!).StartsWith("/metadata/", StringComparison.Ordinal)) ? (ChangeKind.Token, null)
        : (ChangeKind.Effect, null);

    // Entries are texts of JSON in a patch.
    static string? StepOf(RelayedRequest request) => Operations(request)
        .Where(operation => ((string?)operation["path"])?.StartsWith("/data/", StringComparison.Ordinal) == true)
        .Select(operation => JsonNode.Parse((string)operation["value"]!)!)
        .Where(entry => (string?)entry["fact"] == "stepStarting" && entry["undo"] is not null)
        .Select(entry => (string?)entry["step"]).FirstOrDefault();

    static JsonNode[] Operations(RelayedRequest request)
    {
        try
        {
            return request.Method == "PATCH" && JsonNode.Parse(request.Body) is JsonArray operations ? [.. operations.Select(operation => operation!)] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // Identifier of the release, number and token of a link.
    [GeneratedRegex("-[0-9.]+-[0-9]{8}t[0-9]{6}z-.*")]
    private static partial Regex OfOneRun();
}
