using System.Text;

namespace X0tta6bl4.Release.LoadTesting.Tests.Artillery;

/// <summary>A request as a server saw it, as text: its first line, its headers in their alphabetical order, its body. What a client must say about its own
/// connection is left out.</summary>
static class SeenRequest
{
    static readonly string[] LeftOut = ["host", "connection", "content-length", "transfer-encoding"];

    public static string Of(string method, string url, IEnumerable<KeyValuePair<string, string>> headers, string body)
    {
        var text = new StringBuilder($"{method} {url}\n");
        foreach (var (name, value) in headers.Where(header => !LeftOut.Contains(header.Key, StringComparer.OrdinalIgnoreCase)).OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            text.Append($"  {name.ToLowerInvariant()}: {value}\n");
        }

        return body.Length == 0 ? text.ToString() : text.Append($"  | {body}\n").ToString();
    }
}
