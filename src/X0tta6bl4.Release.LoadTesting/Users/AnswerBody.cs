using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>The body of an answer: decompressed and read when somebody asks, at most once.</summary>
/// <param name="answer">The answer.</param>
internal sealed class AnswerBody(Answer answer)
{
    readonly Lazy<ReadOnlyMemory<byte>?> bytes = new(() => Decompressed(answer));
    JsonElement? json;
    bool isRead;

    /// <summary>The answer.</summary>
    public Answer Answer => answer;

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonElement? Json
    {
        get
        {
            if (!isRead)
            {
                (json, isRead) = (bytes.Value is { } known ? JsonValues.Read(known) : null, true);
            }

            return json;
        }
    }

    /// <summary>The body as text; null when it cannot be decompressed.</summary>
    public string? Text => bytes.Value is { } known ? Encoding.UTF8.GetString(known.Span) : null;

    /// <summary>The header that says what the body is; empty when there is none.</summary>
    public string ContentType => AnswerHeaders.Find(answer.Headers, "Content-Type") ?? "";

    /// <summary>True when the header says that the body is JSON.</summary>
    public bool SaysJson =>
        ContentType.Contains("application/json", StringComparison.Ordinal)
        || ContentType.Contains("application/problem+json", StringComparison.Ordinal)
        || ContentType.Contains("application/ld+json", StringComparison.Ordinal);

    static ReadOnlyMemory<byte>? Decompressed(Answer answer)
    {
        var encoding = AnswerHeaders.Find(answer.Headers, "Content-Encoding")?.Trim().ToUpperInvariant();
        if (encoding is null or "" or "IDENTITY" || answer.Body.IsEmpty)
        {
            return answer.Body;
        }

        try
        {
            using var packed = new MemoryStream(answer.Body.ToArray());
            using Stream? stream = encoding switch
            {
                "GZIP" or "X-GZIP" => new GZipStream(packed, CompressionMode.Decompress),
                "DEFLATE" => new ZLibStream(packed, CompressionMode.Decompress),
                "BR" => new BrotliStream(packed, CompressionMode.Decompress),
                _ => null,
            };
            return stream is null ? null : Bounded(stream);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>What unpacks to more than an answer may have is cut, so that a small body cannot fill the memory.</summary>
    static ReadOnlyMemory<byte> Bounded(Stream stream)
    {
        using var unpacked = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; unpacked.Length < Answer.MostBody && (read = stream.Read(buffer)) > 0;)
        {
            unpacked.Write(buffer, 0, (int)Math.Min(read, Answer.MostBody - unpacked.Length));
        }

        return unpacked.ToArray();
    }
}
