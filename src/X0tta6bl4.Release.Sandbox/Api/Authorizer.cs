using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Who may do what. Whoever reaches the server is its administrator; others exist by impersonation, and have the rights that roles give them. Needs the gate.</summary>
internal sealed class Authorizer(Cluster cluster)
{
    /// <exception cref="Rejection">The request is for somebody who may not do that.</exception>
    public void Check(HttpRequest request, ApiPath path)
    {
        if (path.Kind.IsReview || MayDo(request.Headers, Verb(request, path), path))
        {
            return;
        }

        var subresource = path.Subresource is null ? "" : $"/{path.Subresource}";
        var place = path.Namespace.Length > 0 ? $"in the namespace \"{path.Namespace}\"" : "at the cluster scope";
        throw Rejection.Forbidden(path.Kind, path.Name ?? "",
            $"User \"{User(request.Headers)}\" cannot {Verb(request, path)} resource \"{path.Kind.Plural}{subresource}\" in API group \"{path.Kind.Group}\" {place}");
    }

    /// <summary>Whether the user of a request may do something.</summary>
    public bool MayDo(IHeaderDictionary headers, string verb, ApiPath path) =>
        MayDo(headers, (verb, path.Kind.Group, path.Subresource is null ? path.Kind.Plural : $"{path.Kind.Plural}/{path.Subresource}", path.Name ?? ""), path.Namespace);

    /// <summary>Whether the user of a request may do something with a resource.</summary>
    public bool MayDo(IHeaderDictionary headers, (string Verb, string Group, string Resource, string Name) action, string ns)
    {
        if (User(headers) is not { Length: > 0 } user)
        {
            return true;
        }

        string[] groups = [.. headers["Impersonate-Group"].OfType<string>(), "system:authenticated"];
        var wide = cluster.Store.List(ResourceKinds.ClusterRoleBindings).Select(b => b.Value);
        var narrow = ns.Length == 0 ? [] : cluster.Store.List(ResourceKinds.RoleBindings, ns).Select(b => b.Value);
        return groups.Contains("system:masters")
            || wide.Concat(narrow).Where(b => b.Items("subjects").Any(s => IsMeant(s, user, groups))).SelectMany(Rules).Any(r => Allows(r, action));
    }

    static string User(IHeaderDictionary headers) => headers["Impersonate-User"].ToString();

    static bool IsMeant(JsonObject subject, string user, string[] groups) => subject.Text("kind") switch
    {
        "User" => subject.Text("name") == user,
        "Group" => groups.Contains(subject.Text("name")),
        _ => user == $"system:serviceaccount:{subject.Text("namespace")}:{subject.Text("name")}",
    };

    IEnumerable<JsonObject> Rules(JsonObject binding)
    {
        var isWide = binding.Text("roleRef", "kind") == ResourceKinds.ClusterRoles.Kind;
        var role = cluster.Store.Find(isWide ? ResourceKinds.ClusterRoles : ResourceKinds.Roles, isWide ? "" : binding.Namespace(), binding.Text("roleRef", "name") ?? "");
        return role?.Value.Items("rules") ?? [];
    }

    static bool Allows(JsonObject rule, (string Verb, string Group, string Resource, string Name) action) =>
        Has(rule, "verbs", action.Verb) && Has(rule, "apiGroups", action.Group) && Has(rule, "resources", action.Resource)
        && (rule["resourceNames"] is not JsonArray { Count: > 0 } names || names.Any(n => n.Text() == action.Name));

    static bool Has(JsonObject rule, string field, string value) => (rule[field] as JsonArray ?? []).Any(v => v.Text() == "*" || v.Text() == value);

    static string Verb(HttpRequest request, ApiPath path) => (request.Method, path.Name) switch
    {
        ("GET", null) => request.Query["watch"].ToString() is "true" or "1" ? "watch" : "list",
        ("GET", _) => "get",
        ("POST", _) => "create",
        ("PUT", _) => "update",
        ("PATCH", _) => "patch",
        ("DELETE", null) => "deletecollection",
        _ => "delete",
    };
}
