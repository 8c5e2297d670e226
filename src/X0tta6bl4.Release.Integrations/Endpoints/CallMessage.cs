using System.Net.Http.Headers;
using System.Text;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Endpoints;

/// <summary>A call as an HTTP request.</summary>
internal static class CallMessage
{
    /// <summary>Makes the request: what the call does not say itself (User-Agent, the type of its body) has a default.</summary>
    public static HttpRequestMessage Of(EndpointCall call)
    {
        var request = new HttpRequestMessage(call.Method, call.Url);
        if (call.Body is { } body)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var (name, value) in call.Headers)
        {
            // What is no header of a request is one of its content, even where that is empty.
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (call.Body is not null && request.Content is { } content && !content.Headers.Contains("Content-Type"))
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (!request.Headers.Contains("User-Agent"))
        {
            request.Headers.UserAgent.ParseAdd(RepeatingSender.UserAgent);
        }

        return request;
    }
}
