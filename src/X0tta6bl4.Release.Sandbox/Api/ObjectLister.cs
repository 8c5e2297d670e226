using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Lists, with selectors and in pages. Needs the gate.</summary>
internal sealed class ObjectLister(Cluster cluster)
{
    /// <exception cref="Rejection">A selector or an option is wrong, or the version asked for has been compacted.</exception>
    public ApiReply List(ApiPath path, IQueryCollection query, AnswerForm form)
    {
        var store = cluster.Store;
        var filter = ObjectFilter.Of(path, query);
        var options = ListOptions.Of(query, store);
        var (version, after) = Continue(query) ?? (options.IsExact ? options.Version : store.Version, null);
        var all = store.ListAt(path.Kind, path.Namespace, version) ?? throw Rejection.ListExpired();
        var found = all.Where(filter.Matches).Where(o => after is null || string.CompareOrdinal(Position(o), after) > 0).ToList();
        var limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var given) && given > 0 ? given : int.MaxValue;
        var page = found.Take(limit).ToList();
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (found.Count > page.Count)
        {
            metadata["continue"] = Token(version, Position(page[^1]));

            // What is left of a selection nobody counts.
            if (filter.IsWhole)
            {
                metadata["remainingItemCount"] = found.Count - page.Count;
            }
        }

        return form switch
        {
            AnswerForm.Table => ApiReply.Of(Tables.Of(path.Kind, page.Select(o => o.Value), metadata, cluster.Clock.Now, query["includeObject"])),
            AnswerForm.Metadata => ApiReply.Of(PartialMetadata.List(page.Select(o => o.Value), metadata)),
            _ => new(200, Body(path.Kind, metadata, page)),
        };
    }

    static byte[] Body(ResourceKind kind, JsonObject metadata, List<StoredObject> page)
    {
        using var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.GetBytes($$"""{"kind":"{{kind.Kind}}List","apiVersion":"{{kind.ApiVersion}}","metadata":{{Wire.Text(metadata)}},"items":["""));
        for (var i = 0; i < page.Count; i++)
        {
            if (i > 0)
            {
                stream.WriteByte((byte)',');
            }

            stream.Write(page[i].ListedUtf8());
        }

        stream.Write("]}\n"u8);
        return stream.ToArray();
    }

    // Where the page before ended, and of which version it was.
    (long Version, string? After)? Continue(IQueryCollection query)
    {
        if (query["continue"].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        var token = Decoded(text);
        return token.At("rv") is JsonValue value && value.TryGetValue<long>(out var version) && version >= cluster.Store.CompactedVersion
            ? (version, token.Text("start")) : throw Rejection.ListExpired();
    }

    static JsonNode? Decoded(string text)
    {
        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(text));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Rejection.BadRequest("continue key is not valid");
        }
    }

    static string Token(long version, string start) =>
        Base64Url.EncodeToString(Wire.Utf8(new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = version, ["start"] = start }));

    static string Position(StoredObject o) => $"{o.Namespace}/{o.Name}";
}
