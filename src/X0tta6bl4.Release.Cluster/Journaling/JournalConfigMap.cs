using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Journaling;

/// <summary>A link of a journal's copy as a ConfigMap: entries under their number, the plan as binary data, the rest in the metadata.</summary>
static class JournalConfigMap
{
    /// <summary>Label with the estate's name.</summary>
    public const string EstateLabel = "x0tta6bl4.com/estate";

    const string ReleaseAnnotation = "x0tta6bl4.com/release";
    const string NumberAnnotation = "x0tta6bl4.com/link";
    const string PlanKey = "plan.json.gz";

    /// <summary>Key of an entry.</summary>
    public static string KeyOf(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The object.</summary>
    public static JsonObject Write(JournalLink link, string ns)
    {
        var written = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject
            {
                ["name"] = link.Name,
                ["namespace"] = ns,
                ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = FieldOwner.Own, [EstateLabel] = link.Estate },
                ["annotations"] = new JsonObject
                {
                    [ReleaseAnnotation] = link.Release,
                    [NumberAnnotation] = link.Number.ToString(CultureInfo.InvariantCulture),
                    [TokenStamp.Annotation] = link.Token,
                },
            },
            ["data"] = new JsonObject(link.Entries.Select(entry => KeyValuePair.Create(KeyOf(entry.Key), (JsonNode?)entry.Value))),
        };
        if (!link.Plan.IsEmpty)
        {
            written["binaryData"] = new JsonObject { [PlanKey] = Convert.ToBase64String([.. link.Plan]) };
        }

        return written;
    }

    /// <summary>The link; what is no entry is left out.</summary>
    public static JournalLink Read(JsonObject written)
    {
        var annotations = written.At("metadata", "annotations");
        return new JournalLink(
            written.Text("metadata", "name"),
            annotations.Text(ReleaseAnnotation),
            written.Text("metadata", "labels", EstateLabel),
            Number(annotations.Text(NumberAnnotation)),
            annotations.Text(TokenStamp.Annotation),
            Bytes(written.Text("binaryData", PlanKey)),
            (written.At("data") as JsonObject ?? []).Where(entry => Number(entry.Key) > 0).ToImmutableSortedDictionary(entry => Number(entry.Key), entry => written.Text("data", entry.Key)));
    }

    static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    static ImmutableArray<byte> Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? [.. bytes[..length]] : [];
    }
}
