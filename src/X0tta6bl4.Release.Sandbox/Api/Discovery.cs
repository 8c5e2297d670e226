using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What the server tells about itself; all of it follows from the kind table.</summary>
internal static class Discovery
{
    static readonly string[] Verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>The answer to a path that is about the server, or null.</summary>
    public static JsonObject? Answer(string path) => path.TrimEnd('/') switch
    {
        "/version" => Version(),
        "/api" => new()
        {
            ["kind"] = "APIVersions",
            ["versions"] = new JsonArray("v1"),
            ["serverAddressByClientCIDRs"] = new JsonArray(),
        },
        "/apis" => new()
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray([.. Groups().Where(g => g.Group.Length > 0).Select(g => Group(g.Group, g.Version))]),
        },
        var other => Groups().Where(g => other == Prefix(g)).Select(g => Resources(g.Group, g.Version)).FirstOrDefault()
            ?? Groups().Where(g => g.Group.Length > 0 && other == $"/apis/{g.Group}").Select(g => WithKind(Group(g.Group, g.Version))).FirstOrDefault(),
    };

    /// <summary>Whether a path is below a group that is not served.</summary>
    public static bool IsUnknownGroup(string path) =>
        path.Trim('/').Split('/') is ["apis", var group, _, ..] && Groups().All(g => g.Group != group);

    public static IEnumerable<(string Group, string Version)> Groups() => ResourceKinds.All.Select(k => (k.Group, k.Version)).Distinct();

    public static string Prefix((string Group, string Version) g) => g.Group.Length == 0 ? $"/api/{g.Version}" : $"/apis/{g.Group}/{g.Version}";

    static JsonObject Version() => new()
    {
        ["major"] = "1",
        ["minor"] = "31",
        ["gitVersion"] = "v1.31.0-sandbox",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2026-01-01T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "",
        ["platform"] = "linux/amd64",
    };

    static JsonObject Group(string group, string version)
    {
        JsonObject GroupVersion() => new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };
        return new() { ["name"] = group, ["versions"] = new JsonArray(GroupVersion()), ["preferredVersion"] = GroupVersion() };
    }

    static JsonObject WithKind(JsonObject group)
    {
        group["kind"] = "APIGroup";
        group["apiVersion"] = "v1";
        return group;
    }

    static JsonObject Resources(string group, string version)
    {
        var found = new List<JsonObject>();
        foreach (var kind in ResourceKinds.All.Where(k => k.Group == group && k.Version == version))
        {
            found.Add(Resource(kind));
            foreach (var (name, subkind, verbs) in Subresources(kind))
            {
                var part = new JsonObject
                {
                    ["name"] = $"{kind.Plural}/{name}", ["singularName"] = "", ["namespaced"] = kind.Namespaced, ["kind"] = subkind, ["verbs"] = Names(verbs),
                };
                if (subkind == "Scale")
                {
                    (part["group"], part["version"]) = ("autoscaling", "v1");
                }

                found.Add(part);
            }
        }

        return new()
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = new JsonArray([.. found.OrderBy(r => r.Text("name"), StringComparer.Ordinal)]),
        };
    }

    static JsonObject Resource(ResourceKind kind)
    {
        var resource = new JsonObject
        {
            ["name"] = kind.Plural,
            ["singularName"] = kind.Kind.ToLowerInvariant(),
            ["namespaced"] = kind.Namespaced,
            ["kind"] = kind.Kind,
            ["verbs"] = Names(kind.IsReview ? ["create"] : kind == ResourceKinds.Namespaces ? [.. Verbs.Where(v => v != "deletecollection")] : Verbs),
        };
        if (!kind.ShortNames.IsEmpty)
        {
            resource["shortNames"] = Names([.. kind.ShortNames]);
        }

        if (kind.InAll)
        {
            resource["categories"] = new JsonArray("all");
        }

        return resource;
    }

    static IEnumerable<(string Name, string Kind, string[] Verbs)> Subresources(ResourceKind kind)
    {
        if (kind.HasStatus)
        {
            yield return ("status", kind.Kind, ["get", "patch", "update"]);
        }

        if (kind.HasScale)
        {
            yield return ("scale", "Scale", ["get", "patch", "update"]);
        }

        if (kind == ResourceKinds.Pods)
        {
            yield return ("log", "Pod", ["get"]);
            yield return ("exec", "PodExecOptions", ["create", "get"]);
        }
    }

    static JsonArray Names(string[] names) => new([.. names.Select(n => JsonValue.Create(n))]);
}
