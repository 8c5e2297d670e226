using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>One revision of a Helm release, in the format that helm 3 and 4 read.</summary>
internal sealed record ReleaseRecord(string Name, string Namespace, int Version)
{
    public required string Status { get; init; }

    public required string Description { get; init; }

    public required DateTimeOffset FirstDeployed { get; init; }

    public required DateTimeOffset LastDeployed { get; init; }

    /// <summary>The chart's <c>metadata</c> and <c>values</c>.</summary>
    public required JsonObject Chart { get; init; }

    /// <summary>The user's values.</summary>
    public required JsonObject Config { get; init; }

    public required string Manifest { get; init; }

    public string Notes { get; init; } = "";

    public bool IsPending => Status.StartsWith("pending-", StringComparison.Ordinal);

    public string ChartName => $"{Chart.Text("metadata", "name")}-{Chart.Text("metadata", "version")}";

    public string AppVersion => Chart.Text("metadata", "appVersion") ?? "";

    string SecretName => $"sh.helm.release.v1.{Name}.v{Version}";

    /// <summary>The Secret that keeps it.</summary>
    public JsonObject ToSecret() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["type"] = "helm.sh/release.v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = SecretName,
            ["namespace"] = Namespace,
            ["labels"] = new JsonObject { ["name"] = Name, ["owner"] = "helm", ["status"] = Status, ["version"] = $"{Version}" },
        },
        ["data"] = new JsonObject { ["release"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(Packed())) },
    };

    public static ReleaseRecord FromSecret(JsonObject secret)
    {
        var packed = Encoding.ASCII.GetString(Convert.FromBase64String(secret.Text("data", "release") ?? ""));
        using var stream = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        var json = (JsonObject)JsonNode.Parse(stream)!;
        return new(json.Text("name") ?? "", json.Text("namespace") ?? "", json.Number("version") ?? 0)
        {
            Status = json.Text("info", "status") ?? "unknown",
            Description = json.Text("info", "description") ?? "",
            FirstDeployed = json.Time("info", "first_deployed") ?? default,
            LastDeployed = json.Time("info", "last_deployed") ?? default,
            Notes = json.Text("info", "notes") ?? "",
            Chart = (json["chart"] as JsonObject ?? []).Copy(),
            Config = (json["config"] as JsonObject ?? []).Copy(),
            Manifest = json.Text("manifest") ?? "",
        };
    }

    /// <summary>The release as <c>status -o json</c> shows it: without chart.</summary>
    public JsonObject ToStatus()
    {
        var json = ToJson();
        json.Remove("chart");
        json.Remove("hooks");
        return json;
    }

    JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["info"] = new JsonObject
        {
            ["first_deployed"] = FirstDeployed.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["last_deployed"] = LastDeployed.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["deleted"] = "",
            ["description"] = Description,
            ["status"] = Status,
            ["notes"] = Notes,
        },
        ["chart"] = Chart.DeepClone(),
        ["config"] = Config.DeepClone(),
        ["manifest"] = Manifest,
        ["hooks"] = new JsonArray(),
        ["version"] = Version,
        ["namespace"] = Namespace,
    };

    string Packed()
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(Wire.Utf8(ToJson()));
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
