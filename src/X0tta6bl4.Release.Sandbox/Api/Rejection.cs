using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>A request that is refused, wherever that turns out; becomes a Kubernetes Status.</summary>
internal sealed class Rejection : Exception
{
    Rejection(int code, string reason, string message, JsonObject? details = null)
        : base(message)
    {
        Code = code;
        Status = Failure(code, reason, message, details);
    }

    public int Code { get; }

    public JsonObject Status { get; }

    public static JsonObject Failure(int code, string reason, string message, JsonObject? details = null)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = reason,
        };
        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return status;
    }

    public static Rejection NotFound(ResourceKind kind, string name) =>
        new(404, "NotFound", $"{kind.QualifiedName} \"{name}\" not found", Details(kind, name, kind.Plural));

    public static Rejection NoSuchPath() => new(404, "NotFound", "the server could not find the requested resource", []);

    public static Rejection AlreadyExists(ResourceKind kind, string name) =>
        new(409, "AlreadyExists", $"{kind.QualifiedName} \"{name}\" already exists", Details(kind, name, kind.Plural));

    public static Rejection Conflict(ResourceKind kind, string name, string cause) => new(
        409, "Conflict", $"Operation cannot be fulfilled on {kind.QualifiedName} \"{name}\": {cause}", Details(kind, name, kind.Plural));

    public static Rejection Modified(ResourceKind kind, string name) =>
        Conflict(kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static Rejection ApplyConflict(ResourceKind kind, string name, IEnumerable<(string Manager, string Field)> fields)
    {
        var list = fields.ToList();
        var causes = list.Select(f => new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with \"{f.Manager}\"",
            ["field"] = f.Field,
        });
        var details = Details(kind, name, kind.Plural);
        details["causes"] = new JsonArray([.. causes]);
        var fieldsText = string.Join('\n', list.GroupBy(f => f.Manager).Select(g => $"conflicts with \"{g.Key}\":\n- {string.Join("\n- ", g.Select(f => f.Field))}"));
        var count = list.Count.ToString(CultureInfo.InvariantCulture);
        return new(409, "Conflict", $"Apply failed with {count} conflict{(list.Count == 1 ? "" : "s")}: {fieldsText}", details);
    }

    public static Rejection Invalid(ResourceKind kind, string name, params (string Field, string Problem)[] problems)
    {
        var details = Details(kind, name, kind.Kind);
        details["causes"] = new JsonArray([.. problems.Select(p => new JsonObject
        {
            ["reason"] = "FieldValueInvalid",
            ["message"] = p.Problem,
            ["field"] = p.Field,
        })]);
        var text = string.Join(", ", problems.Select(p => $"{p.Field}: {p.Problem}"));
        var full = kind.Group.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.Group}";
        return new(422, "Invalid", $"{full} \"{name}\" is invalid: {(problems.Length > 1 ? $"[{text}]" : text)}", details);
    }

    /// <summary>What a real server says to a JSON patch that cannot be applied, a failed test among them: the cause is not in it.</summary>
    public static Rejection PatchFailed() =>
        new(422, "Invalid", "the server rejected our request due to an error in our request", []);

    public static Rejection BadRequest(string message) => new(400, "BadRequest", message);

    public static Rejection MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static Rejection Expired(long version, long oldest) => new(
        410, "Expired", $"too old resource version: {version.ToString(CultureInfo.InvariantCulture)} ({oldest.ToString(CultureInfo.InvariantCulture)})");

    public static Rejection UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message, []);

    public static Rejection Forbidden(ResourceKind kind, string name, string cause) =>
        new(403, "Forbidden", $"{kind.QualifiedName} \"{name}\" is forbidden: {cause}", Details(kind, name, kind.Plural));

    public static Rejection TooManyRequests() => new(
        429, "TooManyRequests", "too many requests, please try again later", new() { ["retryAfterSeconds"] = 1 });

    public static Rejection InternalError(string message) => new(
        500, "InternalError", $"Internal error occurred: {message}",
        new() { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) });

    public static Rejection Unavailable() => new(503, "ServiceUnavailable", "the server is currently unable to handle the request", []);

    static JsonObject Details(ResourceKind kind, string name, string kindText)
    {
        var details = new JsonObject { ["name"] = name };
        if (kind.Group.Length > 0)
        {
            details["group"] = kind.Group;
        }

        details["kind"] = kindText;
        return details;
    }
}
