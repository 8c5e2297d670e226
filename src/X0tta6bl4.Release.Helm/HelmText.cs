using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Helm;

/// <summary>Reads what helm prints. The shapes are the same from 3.10 to 4.</summary>
static partial class HelmText
{
    /// <summary>The version in <c>v3.16.2+g13654a5</c>; null when there is none.</summary>
    public static Version? Version(string text) =>
        NumberedVersion().Match(text) is { Success: true } match ? System.Version.Parse(match.Groups["version"].Value) : null;

    /// <summary>What <c>helm status</c> tells of the newest revision: its number and status word, when it was made, the user's values (left out when there are none), and
    /// the manifest, without which nothing would be known to watch.</summary>
    public static (int Revision, string Status, string Made, JsonObject Values, string Manifest) Status(WorkloadReference chart, string text) => Read(chart, "status", text, node => (
        (int)node!["version"]!,
        node["info"]!["status"]!.GetValue<string>(),
        node["info"]!["last_deployed"]?.ToString() ?? "",
        node["config"]?.DeepClone().AsObject() ?? [],
        node["manifest"]!.GetValue<string>()));

    /// <summary>Name and version of the chart of one revision, from <c>helm history</c>: <c>helm status</c> leaves the chart out.</summary>
    public static (string Name, string Version) Chart(WorkloadReference chart, string text, int revision) => Read(chart, "history", text, node =>
        node!.AsArray().FirstOrDefault(e => (int)e!["revision"]! == revision) is not { } entry
            ? throw new EstateAccessException(AccessFailure.Conflict, chart.ToString(), $"revision {revision} has gone while it was read")
            : ChartAndVersion().Match((string)entry["chart"]!) is { Success: true } match
                ? (match.Groups["name"].Value, match.Groups["version"].Value)
                : throw new FormatException($"'{(string?)entry["chart"]}' is no chart with a version"));

    static T Read<T>(WorkloadReference chart, string what, string text, Func<JsonNode?, T> read)
    {
        try
        {
            return read(JsonNode.Parse(text));
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            // NullReferenceException: a property that every known helm prints is not there.
            throw new EstateAccessException(AccessFailure.Unknown, chart.ToString(), $"helm prints its {what} in a form that is not known: {foreign.Message}", foreign);
        }
    }

    [GeneratedRegex(@"\bv?(?<version>\d+\.\d+\.\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex NumberedVersion();

    [GeneratedRegex(@"\A(?<name>.+?)-(?<version>v?\d+\.\d+\.\d+.*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ChartAndVersion();
}
