using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm;
using YamlDotNet.Core;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What requests bring.</summary>
internal static class Bodies
{
    /// <exception cref="Rejection">The body is no JSON.</exception>
    public static JsonNode Json(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) ?? throw Rejection.BadRequest("the body is empty");
        }
        catch (JsonException e)
        {
            throw Rejection.BadRequest($"the object provided is unrecognized (must be JSON): {e.Message}");
        }
    }

    /// <summary>YAML, of which JSON is a part.</summary>
    /// <exception cref="Rejection">The body is no YAML, or more than one document.</exception>
    public static JsonNode Yaml(byte[] body)
    {
        if (body.Length > 0 && body[0] == '{')
        {
            return Json(body);
        }

        try
        {
            return YamlReading.Documents(Encoding.UTF8.GetString(body)) is [var only] ? only : throw Rejection.BadRequest("one object was expected");
        }
        catch (YamlException e)
        {
            throw Rejection.BadRequest($"error parsing YAML: {e.Message}");
        }
    }

    /// <summary>An object, in JSON or in YAML as the type of the body says.</summary>
    /// <exception cref="Rejection">The body cannot be read, or has another type.</exception>
    public static JsonObject Object(string mediaType, byte[] body) => mediaType switch
    {
        "application/json" or "" => Json(body) as JsonObject,
        "application/yaml" => Yaml(body) as JsonObject,
        _ => throw Rejection.UnsupportedMediaType(
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf"),
    } ?? throw Rejection.BadRequest("an object was expected");
}
