using System.Text;

namespace X0tta6bl4.Release.Integrations.Http;

/// <summary>The beginning of a body as text.</summary>
internal static class BodyText
{
    /// <summary>Reads a body to its end, or to a number of bytes; a character that is cut there is left out.</summary>
    /// <param name="content">The body.</param>
    /// <param name="bytes">Most bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string> ReadAsync(HttpContent content, int bytes, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[bytes];
        var read = await stream.ReadAtLeastAsync(buffer, bytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var characters = new char[bytes];
        var length = Charset(content).GetDecoder().GetChars(buffer.AsSpan(0, read), characters, flush: read < bytes);
        return new string(characters, 0, length).TrimStart('\uFEFF');
    }

    // A name that nobody knows is no reason not to read: nearly everything is UTF-8.
    static Encoding Charset(HttpContent content)
    {
        try
        {
            return content.Headers.ContentType?.CharSet?.Trim('"') is { Length: > 0 } name ? Encoding.GetEncoding(name) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
