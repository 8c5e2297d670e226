using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Cluster.Tests.Fakes;

namespace X0tta6bl4.Release.Cluster.Tests.Judging;

/// <summary>The judge of single pods by a table: <c>successions.yaml</c> beside this file says how to read it.</summary>
public sealed class SuccessionTests
{
    static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly JsonArray Rows = (JsonArray)Table.Load("successions.yaml")["rows"]!;

    public static TheoryData<string> Names => [.. Rows.Select(row => (string)row!["name"]!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Verdict(string name)
    {
        var row = Rows.Single(r => (string)r!["name"]! == name)!;
        var recorded = new Recorded((string?)row["kind"] ?? "StatefulSet");
        var succession = new Succession($"{recorded.Name}-2", "uid-2", recorded.Name == "agent" ? "node-2" : "");

        var judgement = SuccessionJudge.Judge(Facts(recorded, row["pod"]), succession, Zero.AddSeconds((double?)row["at"] ?? 12), new JudgeLimits());

        Assert.Equal((string)row["verdict"]!, $"{judgement.Reading.State} {judgement.Reading.Fault?.Code}".TrimEnd());
        Assert.Contains((string?)row["says"] ?? "", judgement.Reading.Message, StringComparison.Ordinal);
        Assert.Equal((double?)row["again"], (judgement.LookAgain - Zero)?.TotalSeconds);
        Assert.Equal(3, judgement.Reading.Counts.Desired);
    }

    static RolloutFacts Facts(Recorded recorded, JsonNode? row)
    {
        var pod = recorded.Pod((int?)(row as JsonObject)?["index"] ?? 2, row, (string?)(row as JsonObject)?["uid"] ?? "uid-heir");
        if ((row as JsonObject)?["meant"] is { } node)
        {
            // A DaemonSet's pod is bound to its node by an affinity until the scheduler has placed it.
            pod!["spec"]!.AsObject().Remove("nodeName");
            pod["spec"]!["affinity"] = Manifests.Parse($$"""
                {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["{{node}}"]}]}]} } }
                """);
        }
        else if ((row as JsonObject)?["node"] is { } placed)
        {
            pod!["spec"]!["nodeName"] = (string)placed!;
        }

        var strategy = JsonNode.Parse("""{"spec": {"updateStrategy": {"type": "OnDelete", "rollingUpdate": null}}}""");
        return WorkloadKind.Of(recorded.Workload).Read(recorded.Object(strategy)).With(
            recorded.Workload,
            Surroundings.Of(
                recorded.Revisions().Select(RevisionFacts.Read),
                recorded.Pods(JsonNode.Parse("""["old", "old"]""")).Concat(pod is null ? [] : [pod]).Select(PodFacts.Read)));
    }
}
