using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>What a namespace's watches brought, in the order of arrival, and what is there now.</summary>
sealed class Stream(TimeProvider time, Func<JsonObject, JsonObject> trim)
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Lock gate = new();
    readonly List<JsonObject> lines = [];
    readonly Dictionary<string, JsonObject> present = [];
    readonly long began = time.GetTimestamp();

    public DateTimeOffset Start { get; } = time.GetUtcNow();

    /// <summary>Seconds since the start, always with three digits.</summary>
    public decimal Elapsed => new((int)time.GetElapsedTime(began).TotalMilliseconds, 0, 0, isNegative: false, scale: 3);

    public JsonObject[] Objects(string kind)
    {
        lock (gate)
        {
            return [.. present.Values.Where(item => (string)item["kind"]! == kind)];
        }
    }

    /// <summary>Takes one event; one that brings nothing new is left out.</summary>
    public void Take(string type, JsonObject item, bool isFirst = false)
    {
        var uid = (string)item["metadata"]!["uid"]!;
        lock (gate)
        {
            if (type != "DELETED" && present.TryGetValue(uid, out var known) && Version(known) == Version(item))
            {
                return;
            }

            var kept = trim(item.DeepClone().AsObject());
            lines.Add(new JsonObject { ["at"] = isFirst ? 0.000m : Elapsed, ["type"] = type, ["object"] = kept });
            if (type == "DELETED")
            {
                present.Remove(uid);
            }
            else
            {
                present[uid] = kept;
            }
        }
    }

    /// <summary>Takes a list that stands in for events that were missed.</summary>
    public void TakeList(string kind, JsonObject[] items, bool isFirst)
    {
        foreach (var gone in Objects(kind).ExceptBy(items.Select(Uid), Uid))
        {
            Take("DELETED", gone);
        }

        foreach (var item in items)
        {
            Take(Objects(kind).Any(known => Uid(known) == Uid(item)) ? "MODIFIED" : "ADDED", item, isFirst);
        }
    }

    /// <summary>The file's text.</summary>
    public string Text(JsonObject head)
    {
        lock (gate)
        {
            return string.Concat(lines.Prepend(head).Select(line => line.ToJsonString(Readable) + "\n"));
        }
    }

    /// <summary>An object as one line.</summary>
    public static string Line(JsonNode item) => item.ToJsonString(Readable);

    static string Uid(JsonObject item) => (string)item["metadata"]!["uid"]!;

    static string Version(JsonObject item) => (string)item["metadata"]!["resourceVersion"]!;
}
