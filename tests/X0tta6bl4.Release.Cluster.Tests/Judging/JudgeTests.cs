using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;
using static X0tta6bl4.Release.Cluster.Tests.Judging.Table;

namespace X0tta6bl4.Release.Cluster.Tests.Judging;

/// <summary>The judge by a table: <c>verdicts.yaml</c> beside this file says how to read it.</summary>
public sealed class JudgeTests
{
    static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly JsonArray Rows = (JsonArray)Table.Load("verdicts.yaml");

    /// <summary>Shown by the tables of the other kinds, or by the recorded streams.</summary>
    static readonly string[] Elsewhere = ["K-BLOCKED", "K-JOB-FAILED", "K-JOB-DEADLINE", "K-POD-FAILED"];

    public static TheoryData<string> Names => [.. Rows.Select(row => (string)row!["name"]!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Verdict(string name)
    {
        var row = Rows.Single(r => (string)r!["name"]! == name)!;
        var judgement = RolloutJudge.Judge(Facts(row), Expected(row), Zero.AddSeconds((double?)row["at"] ?? 5), new JudgeLimits());

        var verdict = $"{judgement.Reading.State} {judgement.Reading.Fault?.Code}".TrimEnd();
        Assert.Equal((string)row["verdict"]!, verdict);
        Assert.Contains((string?)row["says"] ?? "", judgement.Reading.Message, StringComparison.Ordinal);
        Assert.Equal((double?)row["again"], (judgement.LookAgain - Zero)?.TotalSeconds);
    }

    [Fact]
    public void Every_fault_has_a_row_that_shows_it()
    {
        var shown = Rows.Select(row => ((string)row!["verdict"]!).Split(' ').Last()).ToHashSet();

        Assert.All(FaultCatalogue.All.Where(rule => !Elsewhere.Contains(rule.Code)), rule => Assert.Contains(rule.Code, shown));
    }

    static RolloutFacts Facts(JsonNode row)
    {
        var deployment = Merge(
            new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = "web", ["uid"] = "d", ["generation"] = 3 },
                ["spec"] = new JsonObject { ["replicas"] = 2, ["template"] = Template(2) },
                ["status"] = new JsonObject { ["observedGeneration"] = 3, ["replicas"] = 3, ["updatedReplicas"] = 1, ["availableReplicas"] = 2 },
            },
            row["deployment"]);
        var sets = new[] { Set("web-old", 1, row["old"]), Set("web-new", 2, row["set"]) }.Where(set => (string?)row["without"] != (string?)set["metadata"]!["name"]);
        var pods = (row["pods"] as JsonArray ?? []).Select((pod, index) => Pod($"web-new-{index}", "web-new", pod))
            .Concat((row["oldPods"] as JsonArray ?? []).Select((pod, index) => Pod($"web-old-{index}", "web-old", pod)));
        var events = (row["events"] as JsonArray ?? []).Select(Event);
        return DeploymentFacts.Read(deployment).With(
            new WorkloadReference("east", "shop", "Deployment", "web"),
            Surroundings.Of(sets.Select(RevisionFacts.Read), pods.Select(PodFacts.Read), events.Select(EventFacts.Read).OfType<EventFacts>()));
    }

    static Expectation Expected(JsonNode row) =>
        new((long?)row["generation"] ?? 3, (string?)row["container"] ?? "", (string?)row["image"] ?? "", (double?)row["since"] is { } since ? Zero.AddSeconds(since) : null);

    /// <summary>An event of the table: <c>of</c> is the uid of its object, <c>from</c> and <c>to</c> are seconds.</summary>
    static JsonObject Event(JsonNode? row) => new()
    {
        ["involvedObject"] = new JsonObject { ["uid"] = (string?)row!["of"], ["name"] = (string?)row["of"] },
        ["reason"] = (string?)row["reason"],
        ["message"] = (string?)row["message"],
        ["count"] = (int?)row["count"] ?? 1,
        ["firstTimestamp"] = Text((int?)row["from"] ?? 0),
        ["lastTimestamp"] = Text((int?)row["to"] ?? (int?)row["from"] ?? 0),
    };

    static JsonObject Template(int version) => new()
    {
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = $"web:{version}" }) },
    };

    static JsonObject Set(string name, int version, JsonNode? changes) => Merge(
        new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["uid"] = name, ["ownerReferences"] = Owner("d"), ["creationTimestamp"] = Text(0) },
            ["spec"] = new JsonObject { ["template"] = Template(version) },
        },
        changes);

    /// <summary>A pod of the table: <c>container</c> changes its status, <c>spec</c> its specification, <c>conditions</c> replaces its conditions.</summary>
    static JsonObject Pod(string name, string set, JsonNode? row)
    {
        var container = Merge(new JsonObject { ["name"] = "web", ["ready"] = false, ["restartCount"] = 0 }, row!["container"]);
        var isInit = (bool?)row["init"] == true;
        return new JsonObject
        {
            ["metadata"] = Merge(new JsonObject { ["name"] = name, ["uid"] = name, ["ownerReferences"] = Owner(set), ["creationTimestamp"] = Text(0) }, row["metadata"]),
            ["spec"] = new JsonObject
            {
                [isInit ? "initContainers" : "containers"] = new JsonArray(Merge(new JsonObject { ["name"] = "web", ["image"] = "web:2" }, row["spec"])),
            },
            ["status"] = Merge(
                new JsonObject
                {
                    ["phase"] = (string?)row["phase"] ?? "Pending",
                    ["conditions"] = row["conditions"]?.DeepClone() ?? new JsonArray(),
                    [isInit ? "initContainerStatuses" : "containerStatuses"] = new JsonArray(container),
                },
                row["status"]),
        };
    }

    static JsonArray Owner(string uid) => [new JsonObject { ["uid"] = uid, ["controller"] = true }];

    static string Text(int seconds) => Zero.AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
