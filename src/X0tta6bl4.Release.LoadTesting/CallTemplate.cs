using System.Net.Http.Headers;
using System.Text;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Makes the same request again and again.</summary>
internal sealed class CallTemplate
{
    const string UserAgent = "x0tta6bl4-release";

    readonly EndpointCall call;
    readonly byte[]? body;

    /// <summary>Makes a template of a call.</summary>
    public CallTemplate(EndpointCall call)
    {
        this.call = call;
        body = call.Body is { } text ? Encoding.UTF8.GetBytes(text) : null;
    }

    /// <summary>The request: what the call does not say itself (User-Agent, the type of its body) has a default.</summary>
    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(call.Method, call.Url) { Content = body is null ? null : new ByteArrayContent(body) };
        foreach (var (name, value) in call.Headers)
        {
            // What is no header of a request is one of its content, even where that is empty.
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (body is not null && request.Content is { } content && !content.Headers.Contains("Content-Type"))
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (!request.Headers.Contains("User-Agent"))
        {
            request.Headers.UserAgent.ParseAdd(UserAgent);
        }

        return request;
    }
}
