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
        };
        if (reason.Length > 0)
        {
            status["reason"] = reason;
        }

        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return status;
    }

    /// <summary>A precondition of a deletion that does not hold.</summary>
    public static Rejection Precondition(ResourceKind kind, string name, string cause) => new(
        409, "Conflict", $"Operation cannot be fulfilled on {FullKind(kind)} \"{name}\": {cause}", Details(kind, name, kind.Kind));

    /// <summary>Options of a request that are not allowed.</summary>
    public static Rejection InvalidOptions(string options, string field, string problem) => new(
        422, "Invalid", $"{options}.meta.k8s.io \"\" is invalid: {field}: {problem}",
        new() { ["group"] = "meta.k8s.io", ["kind"] = options, ["causes"] = new JsonArray(Cause(field, problem)) });

    /// <summary>What servers take for a fault of their own.</summary>
    public static Rejection Fault(string message) => new(500, "", message);

    public static Rejection NotAcceptable() => new(406, "NotAcceptable", "406: Not Acceptable");

    public static Rejection NoNewContent(ResourceKind kind, string name, string ns)
    {
        var details = Details(kind, name, kind.Plural);
        details["causes"] = new JsonArray(new JsonObject
        {
            ["reason"] = "NamespaceTerminating", ["message"] = $"namespace {ns} is being terminated", ["field"] = "metadata.namespace",
        });
        return new(403, "Forbidden", $"{kind.QualifiedName} \"{name}\" is forbidden: unable to create new content in namespace {ns} because it is being terminated", details);
    }

    /// <summary>A version that no write has had yet.</summary>
    public static Rejection TooLargeVersion(long version, long newest) => new(
        504, "Timeout", $"Timeout: Too large resource version: {version.ToString(CultureInfo.InvariantCulture)}, current: {newest.ToString(CultureInfo.InvariantCulture)}",
        new() { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }), ["retryAfterSeconds"] = 1 });

    /// <summary>The list of a continuation has been forgotten.</summary>
    public static Rejection ListExpired() => new(410, "Expired", "The resourceVersion for the provided list is too old.");

    public static Rejection NotFound(ResourceKind kind, string name) =>
        new(404, "NotFound", $"{kind.QualifiedName} \"{name}\" not found", Details(kind, name, kind.Plural));

    /// <summary>The part of an object that is not there.</summary>
    public static Rejection NotFound(ResourceKind kind, string name, string subresource)
    {
        var full = kind.Group.Length == 0 ? $"{kind.Plural}/{subresource}" : $"{kind.Plural}/{subresource}.{kind.Group}";
        return new(404, "NotFound", $"{full} \"{name}\" not found", Details(kind, name, $"{kind.Plural}/{subresource}"));
    }

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
            ["message"] = $"conflict with {f.Manager}",
            ["field"] = f.Field,
        });
        var details = new JsonObject { ["causes"] = new JsonArray([.. causes]) };
        var fieldsText = string.Join('\n', list.GroupBy(f => f.Manager).Select(g => $"conflicts with {g.Key}:\n- {string.Join("\n- ", g.Select(f => f.Field))}"));
        var count = list.Count.ToString(CultureInfo.InvariantCulture);
        return new(409, "Conflict", list is [var only]
            ? $"Apply failed with 1 conflict: conflict with {only.Manager}: {only.Field}"
            : $"Apply failed with {count} conflicts: {fieldsText}", details);
    }

    public static Rejection Invalid(ResourceKind kind, string name, params (string Field, string Problem)[] problems)
    {
        var details = Details(kind, name, kind.Kind);
        return new(422, "Invalid", InvalidText(FullKind(kind), name, details, problems), details);
    }

    /// <summary>The same under the name of the resource, as some checks before validation have it.</summary>
    public static Rejection InvalidResource(ResourceKind kind, string name, string field, string problem)
    {
        var details = Details(kind, name, kind.Plural);
        return new(422, "Invalid", InvalidText(kind.QualifiedName, name, details, [(field, problem)]), details);
    }

    /// <summary>A scale that is not allowed.</summary>
    public static Rejection InvalidScale(string name, string field, string problem)
    {
        var details = new JsonObject { ["name"] = name, ["group"] = "autoscaling", ["kind"] = "Scale" };
        return new(422, "Invalid", InvalidText("Scale.autoscaling", name, details, [(field, problem)]), details);
    }

    /// <summary>A review that asks nothing.</summary>
    public static Rejection InvalidReview(string field, string problem)
    {
        var details = new JsonObject { ["group"] = "authorization.k8s.io" };
        return new(422, "Invalid", InvalidText(".authorization.k8s.io", "", details, [(field, problem)]), details);
    }

    /// <summary>What a real server says to a JSON patch that cannot be applied, a failed test among them: the cause is not in it.</summary>
    public static Rejection PatchFailed() =>
        new(422, "Invalid", "the server rejected our request due to an error in our request", []);

    public static Rejection BadRequest(string message) => new(400, "BadRequest", message);

    public static Rejection MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static Rejection Expired(long version, long oldest) => new(
        410, "Expired", $"too old resource version: {version.ToString(CultureInfo.InvariantCulture)} ({oldest.ToString(CultureInfo.InvariantCulture)})");

    public static Rejection UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message);

    public static Rejection UnsupportedPatch() => new(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);

    public static Rejection Forbidden(ResourceKind kind, string name, string cause) =>
        new(403, "Forbidden", $"{kind.QualifiedName}{(name.Length > 0 ? $" \"{name}\"" : "")} is forbidden: {cause}", Details(kind, name, kind.Plural));

    public static Rejection TooManyRequests() => new(
        429, "TooManyRequests", "too many requests, please try again later", new() { ["retryAfterSeconds"] = 1 });

    public static Rejection InternalError(string message) => new(
        500, "InternalError", $"Internal error occurred: {message}",
        new() { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) });

    /// <summary>What a request was to be passed on to is not there.</summary>
    public static Rejection Unavailable(string message) => new(503, "ServiceUnavailable", message);

    public static Rejection Unavailable() => new(503, "ServiceUnavailable", "the server is currently unable to handle the request", []);

    static JsonObject Details(ResourceKind kind, string name, string kindText)
    {
        var details = new JsonObject();
        if (name.Length > 0)
        {
            details["name"] = name;
        }

        if (kind.Group.Length > 0)
        {
            details["group"] = kind.Group;
        }

        details["kind"] = kindText;
        return details;
    }

    static string FullKind(ResourceKind kind) => kind.Group.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.Group}";

    // The same problem found twice is told once, and is two causes.
    static string InvalidText(string what, string name, JsonObject details, (string Field, string Problem)[] problems)
    {
        details["causes"] = new JsonArray([.. problems.Select(p => Cause(p.Field, p.Problem))]);
        var texts = problems.Select(p => $"{p.Field}: {p.Problem}").Distinct().ToList();
        return $"{what} \"{name}\" is invalid: {(texts.Count > 1 ? $"[{string.Join(", ", texts)}]" : texts[0])}";
    }

    static JsonObject Cause(string field, string problem) => new()
    {
        ["reason"] = problem.Split(':')[0] switch
        {
            "Required value" => "FieldValueRequired",
            "Unsupported value" => "FieldValueNotSupported",
            "Forbidden" => "FieldValueForbidden",
            "Duplicate value" => "FieldValueDuplicate",
            "Not found" => "FieldValueNotFound",
            "Too long" => "FieldValueTooLong",
            _ => "FieldValueInvalid",
        },
        ["message"] = problem,
        ["field"] = field,
    };
}
