using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>What a step waits for: <c>complete</c>, <c>4 restarts</c>, <c>1 ready of IMAGE</c>, <c>1 running of IMAGE</c>, <c>Event says BackOff</c>, <c>Event says Failed 2 times</c>.</summary>
static partial class Condition
{
    public static bool Holds(string text, Stream stream, string kind) =>
        text == "complete" ? stream.Objects(kind).Any(item => (string?)item["metadata"]!["name"] == "app" && IsComplete(item))
        : Restarts().Match(text) is { Success: true } restarts ? stream.Objects("Pod").Any(pod => Restarted(pod) >= Number(restarts))
        : Pods().Match(text) is { Success: true } pods ? stream.Objects("Pod").Count(pod => Is(pod, pods)) >= Number(pods)
        : Says().Match(text) is { Success: true } says ? Times(stream, says) >= Number(says)
        : throw new InvalidOperationException($"until: {text}: this is no condition");

    static bool IsComplete(JsonObject item)
    {
        var (spec, status) = (item["spec"]!, item["status"] ?? new JsonObject());
        long Of(JsonNode from, string name) => (long?)from[name] ?? 0;
        return Of(status, "observedGeneration") >= Of(item["metadata"]!, "generation") && (string)item["kind"]! switch
        {
            "Deployment" => Of(status, "updatedReplicas") == Of(spec, "replicas") && Of(status, "replicas") == Of(spec, "replicas") && Of(status, "availableReplicas") == Of(spec, "replicas"),
            "StatefulSet" => (string?)status["currentRevision"] == (string?)status["updateRevision"] && Of(status, "readyReplicas") == Of(spec, "replicas"),
            "DaemonSet" => Of(status, "updatedNumberScheduled") == Of(status, "desiredNumberScheduled") && Of(status, "numberAvailable") == Of(status, "desiredNumberScheduled"),
            _ => (status["conditions"] as JsonArray ?? []).Any(condition => (string?)condition!["type"] is "Complete" or "Ready" && (string?)condition["status"] == "True"),
        };
    }

    static long Restarted(JsonObject pod) => new[] { "initContainerStatuses", "containerStatuses" }
        .SelectMany(name => pod["status"]?[name] as JsonArray ?? []).Select(container => (long)container!["restartCount"]!).DefaultIfEmpty().Max();

    static bool Is(JsonObject pod, Match wanted) =>
        pod["metadata"]!["deletionTimestamp"] is null
        && (string?)pod["spec"]!["containers"]![0]!["image"] == wanted.Groups["image"].Value
        && (pod["status"]?["containerStatuses"] as JsonArray ?? []).Any(container =>
            wanted.Groups["state"].Value == "ready" ? (bool)container!["ready"]! : container!["state"]?["running"] is not null);

    /// <summary>An event counts as often as it says it happened.</summary>
    static long Times(Stream stream, Match says) => stream.Objects(says.Groups["kind"].Value)
        .Where(item => Stream.Line(item).Contains(says.Groups["text"].Value, StringComparison.Ordinal)).Sum(item => (long?)item["count"] ?? 1);

    static long Number(Match match) => match.Groups["number"] is { Success: true } number ? long.Parse(number.Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"^(?<number>\d+) restarts?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Restarts();

    [GeneratedRegex(@"^(?<number>\d+) (?<state>ready|running) of (?<image>\S+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pods();

    [GeneratedRegex(@"^(?<kind>[A-Z]\w+) says (?<text>.+?)( (?<number>\d+) times)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Says();
}
