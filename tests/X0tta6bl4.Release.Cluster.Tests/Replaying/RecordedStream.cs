using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Tests.Replaying;

/// <summary>A rollout as the watches of an API server told it, from a file of <c>Streams</c>.</summary>
sealed record RecordedStream(string Name, JsonObject Head, ImmutableArray<Told> Events)
{
    const string Ending = ".jsonl";

    /// <summary>Names of all streams.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. typeof(RecordedStream).Assembly.GetManifestResourceNames().Where(file => file.EndsWith(Ending, StringComparison.Ordinal)).Select(file => file[..^Ending.Length]).Order(StringComparer.Ordinal)];

    public WorkloadReference Workload => new("east", Head.Text("workload", "namespace"), Head.Text("workload", "kind"), Head.Text("workload", "name"));

    public DateTimeOffset Start => Head.Time("start") ?? throw new InvalidDataException($"{Name} has no start.");

    public Expectation Expected => new(Head.Number("generation") ?? 0, Head.Text("workload", "container"), Head.Text("workload", "image"), Start.AddSeconds(-10));

    /// <summary>The code that it shows; empty for a healthy one.</summary>
    public string Code => Head.Text("code") is { Length: > 0 } code ? code : Name.StartsWith("K-", StringComparison.Ordinal) ? Head.Text("stream") : "";

    public static RecordedStream Read(string name)
    {
        using var reader = new StreamReader(typeof(RecordedStream).Assembly.GetManifestResourceStream(name + Ending)!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new RecordedStream(name, Parse(lines[0]), [.. lines.Skip(1).Select(line => Told.Read(Parse(line)))]);
    }

    static JsonObject Parse(string line) => (JsonObject)JsonNode.Parse(line)!;
}

/// <summary>One line: what a watch told, and when.</summary>
/// <param name="At">Seconds since the start.</param>
/// <param name="Type"><c>ADDED</c>, <c>MODIFIED</c> or <c>DELETED</c>.</param>
/// <param name="Object">The object.</param>
sealed record Told(double At, string Type, JsonObject Object)
{
    public string Kind => Object.Text("kind");

    public string Name => Object.Text("metadata", "name");

    public static Told Read(JsonObject line) => new((double)line["at"]!, line.Text("type"), (JsonObject)line["object"]!);
}
