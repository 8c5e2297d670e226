using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;

namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>The registry: OCI distribution v2, for reading.</summary>
internal sealed class RegistryServer(ImageCatalog images)
{
    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        var reply = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? Answer(context.Request, context.Response)
            : Error(405, "UNSUPPORTED", "The operation is unsupported.", []);
        await reply.WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
    }

    ApiReply Answer(HttpRequest request, HttpResponse response)
    {
        var parts = (request.Path.Value ?? "").Trim('/').Split('/');
        return parts switch
        {
            ["v2"] => ApiReply.Of(new JsonObject()),
            ["v2", .. var name, "tags", "list"] => Tags(string.Join('/', name)),
            ["v2", .. var name, "manifests", var reference] => Manifest(string.Join('/', name), reference, request, response),
            ["v2", .. var name, "blobs", var digest] => Content(string.Join('/', name), digest, response),
            _ => Error(404, "NOT_FOUND", "no such path", []),
        };
    }

    ApiReply Tags(string name) => images.Tags(name) is { } tags
        ? ApiReply.Of(new JsonObject { ["name"] = name, ["tags"] = new JsonArray([.. tags.Select(t => JsonValue.Create(t))]) })
        : UnknownName(name);

    ApiReply Manifest(string name, string reference, HttpRequest request, HttpResponse response)
    {
        if (images.Tags(name) is null)
        {
            return UnknownName(name);
        }

        var digest = reference.Contains(':', StringComparison.Ordinal) ? reference : images.Find(new(name, reference, null))?.Digest;
        if (digest is null || images.Content(name, digest) is not { } blob)
        {
            return Error(404, "MANIFEST_UNKNOWN", "manifest unknown", new() { ["Tag"] = reference });
        }

        // Registries do not serve a type that the client has not named.
        return request.Headers.Accept.ToString().Contains(blob.MediaType, StringComparison.Ordinal)
            ? Found(blob, response)
            : Error(404, "MANIFEST_UNKNOWN", $"a manifest of type {blob.MediaType} was found, but the Accept header does not name it", []);
    }

    ApiReply Content(string name, string digest, HttpResponse response) => images.Content(name, digest) is { } blob
        ? Found(blob, response) with { MediaType = "application/octet-stream" }
        : Error(404, "BLOB_UNKNOWN", "blob unknown to registry", new() { ["digest"] = digest });

    static ApiReply Found(Blob blob, HttpResponse response)
    {
        response.Headers["Docker-Content-Digest"] = blob.Digest;
        response.Headers.ETag = $"\"{blob.Digest}\"";
        return new(200, blob.Content, blob.MediaType);
    }

    static ApiReply UnknownName(string name) =>
        Error(404, "NAME_UNKNOWN", "repository name not known to registry", new() { ["name"] = name });

    static ApiReply Error(int status, string code, string message, JsonObject detail) => ApiReply.Of(
        new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message, ["detail"] = detail }) }, status);
}
