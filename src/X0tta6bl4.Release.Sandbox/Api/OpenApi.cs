using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>As much of OpenAPI as clients need to learn that the server itself validates fields.</summary>
internal static class OpenApi
{
    static readonly string[] Parameters = ["dryRun", "fieldManager", "fieldValidation", "force"];

    /// <summary>The answer to a path below <c>/openapi</c>, or null.</summary>
    public static ApiReply? Answer(string path)
    {
        if (path == "/openapi/v2")
        {
            // An empty protobuf document: no schema, so that old clients have nothing to check against.
            return new(200, ReadOnlyMemory<byte>.Empty, "application/octet-stream");
        }

        if (path == "/openapi/v3")
        {
            var paths = Discovery.Groups().Select(g => Discovery.Prefix(g)[1..]);
            return ApiReply.Of(new JsonObject
            {
                ["paths"] = new JsonObject(paths.Select(p => KeyValuePair.Create<string, JsonNode?>(p, new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{p}" }))),
            });
        }

        return Discovery.Groups().Where(g => path == $"/openapi/v3{Discovery.Prefix(g)}").Select(g => ApiReply.Of(Document(g))).FirstOrDefault();
    }

    static JsonObject Document((string Group, string Version) group)
    {
        var paths = new JsonObject();
        foreach (var kind in ResourceKinds.All.Where(k => k.Group == group.Group && k.Version == group.Version && !k.IsReview))
        {
            var path = $"{Discovery.Prefix(group)}{(kind.Namespaced ? "/namespaces/{namespace}" : "")}/{kind.Plural}/{{name}}";
            paths[path] = new JsonObject { ["patch"] = Operation(kind), ["put"] = Operation(kind) };
        }

        return new()
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.31.0" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = new JsonObject() },
        };
    }

    static JsonObject Operation(ResourceKind kind) => new()
    {
        ["parameters"] = new JsonArray([.. Parameters.Select(n => new JsonObject { ["name"] = n, ["in"] = "query" })]),
        ["responses"] = new JsonObject(),
        ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind },
    };
}
