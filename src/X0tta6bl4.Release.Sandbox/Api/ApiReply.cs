using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>An answer that fits in one piece.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="MediaType">The type of the body.</param>
internal sealed record ApiReply(int Code, ReadOnlyMemory<byte> Body, string MediaType = "application/json")
{
    /// <summary>Success, and nothing to tell.</summary>
    public static ApiReply Nothing { get; } = new(StatusCodes.Status204NoContent, ReadOnlyMemory<byte>.Empty);

    public static ApiReply Of(JsonNode body, int code = 200) => new(code, Wire.Utf8(body));

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Code;
        if (Code == StatusCodes.Status204NoContent)
        {
            return;
        }

        response.ContentType = MediaType;
        response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(Body, cancellationToken).ConfigureAwait(false);
        }
    }
}
