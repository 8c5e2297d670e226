using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>What the reading commands print, as table, JSON or YAML.</summary>
internal static class Printing
{
    public static string Status(ReleaseRecord release, string format) => format == "table"
        ? $"NAME: {release.Name}\nLAST DEPLOYED: {Day(release)}\nNAMESPACE: {release.Namespace}\nSTATUS: {release.Status}\n"
            + $"REVISION: {release.Version}\nTEST SUITE: None\n{(release.Notes.Length > 0 ? $"NOTES:\n{release.Notes}\n" : "")}"
        : Text(release.ToStatus(), format);

    public static string History(IReadOnlyList<ReleaseRecord> history, string format) => format == "table"
        ? Table(["REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION", "DESCRIPTION"], history.Select(r =>
            new[] { $"{r.Version}", Day(r), r.Status, r.ChartName, r.AppVersion, r.Description }))
        : Text(new JsonArray([.. history.Select(r => new JsonObject
        {
            ["revision"] = r.Version,
            ["updated"] = r.LastDeployed.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["status"] = r.Status,
            ["chart"] = r.ChartName,
            ["app_version"] = r.AppVersion,
            ["description"] = r.Description,
        })]), format);

    public static string List(IReadOnlyList<ReleaseRecord> releases, string format) => format == "table"
        ? Table(["NAME", "NAMESPACE", "REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION"], releases.Select(r =>
            new[] { r.Name, r.Namespace, $"{r.Version}", Updated(r), r.Status, r.ChartName, r.AppVersion }))
        : Text(new JsonArray([.. releases.Select(r => new JsonObject
        {
            ["name"] = r.Name,
            ["namespace"] = r.Namespace,
            ["revision"] = $"{r.Version}",
            ["updated"] = Updated(r),
            ["status"] = r.Status,
            ["chart"] = r.ChartName,
            ["app_version"] = r.AppVersion,
        })]), format);

    public static string Values(ReleaseRecord release, HelmArguments arguments)
    {
        var values = arguments.Has("all") ? ReleaseValues.Merge((release.Chart["values"] as JsonObject ?? []).Copy(), release.Config) : release.Config;
        return arguments.Output switch
        {
            "table" => $"{(arguments.Has("all") ? "COMPUTED" : "USER-SUPPLIED")} VALUES:\n{(values.Count == 0 ? "null\n" : YamlWriting.Text(values))}",
            _ when values.Count == 0 => "null\n",
            var format => Text(values, format),
        };
    }

    // A list at the top of a YAML document is no case for the writer of manifests; JSON is YAML as well.
    static string Text(JsonNode node, string format) => format == "yaml" && node is JsonObject o ? YamlWriting.Text(o) : Wire.Text(node) + "\n";

    static string Day(ReleaseRecord release) => release.LastDeployed.UtcDateTime.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture);

    static string Updated(ReleaseRecord release) => release.LastDeployed.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fffffff '+0000 UTC'", CultureInfo.InvariantCulture);

    static string Table(string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [header, .. rows];
        var widths = header.Select((_, i) => all.Max(row => row[i].Length)).ToArray();
        return string.Concat(all.Select(row => string.Join('\t', row.Select((cell, i) => cell.PadRight(widths[i]))) + "\n"));
    }
}
