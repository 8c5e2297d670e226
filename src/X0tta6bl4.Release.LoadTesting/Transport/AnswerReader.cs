using System.Buffers;
using System.Buffers.Text;
using System.Text;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Transport;

/// <summary>Reads one answer after the other from the bytes of an HTTP/1.1 connection (RFC 9112), and keeps of them what somebody wants.</summary>
internal sealed class AnswerReader
{
    /// <summary>Longest head of an answer, and longest line of a chunked body.</summary>
    public const int MostHead = 64 << 10;

    static readonly KeyValuePair<string, string>[] NoHeaders = [];

    ArrayBufferWriter<byte> body = new();
    readonly List<KeyValuePair<string, string>> headers = [];
    Part part;
    long left;
    bool hasNoBody;
    bool wantsHeaders;
    bool wantsBody;

    enum Part
    {
        Head,
        Fixed,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailer,
        UntilClose,
        Whole,
    }

    /// <summary>Status of the answer; zero before its head is read.</summary>
    public int Status { get; private set; }

    /// <summary>True when the connection can carry another request.</summary>
    public bool KeepsConnection { get; private set; }

    /// <summary>True when the answer is read to its end.</summary>
    public bool IsWhole => part == Part.Whole;

    /// <summary>True when not a byte of the answer has come.</summary>
    public bool IsUntouched { get; private set; }

    /// <summary>What is wrong with the answer; null when nothing is.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The answer, once it is whole; its parts are good until the next one begins.</summary>
    public Answer Answer => new(Status, headers.Count == 0 ? NoHeaders : headers, body.WrittenMemory);

    /// <summary>An answer to this request comes next.</summary>
    public void Begin(OutgoingRequest request)
    {
        (part, left, Status, KeepsConnection, Trouble, IsUntouched) = (Part.Head, 0, 0, true, null, true);
        hasNoBody = request.Method == "HEAD";
        (wantsHeaders, wantsBody) = (request.WantsHeaders, request.WantsBody);
        headers.Clear();
        if (body.Capacity > MostHead)
        {
            // One that was long is the exception; a thousand connections would each keep it.
            body = new ArrayBufferWriter<byte>();
        }

        body.ResetWrittenCount();
    }

    /// <summary>Takes in what has come.</summary>
    /// <param name="bytes">All that has come and was not taken in before.</param>
    /// <returns>How many bytes were taken in; the others are to be given again, with more.</returns>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        IsUntouched &= bytes.IsEmpty;
        var taken = 0;
        for (int step; part != Part.Whole && Trouble is null && (step = ReadPart(bytes[taken..])) >= 0;)
        {
            taken += step;
        }

        return taken;
    }

    /// <summary>The connection has ended.</summary>
    public void Close()
    {
        KeepsConnection = false;
        if (part == Part.UntilClose)
        {
            part = Part.Whole;
        }
        else
        {
            Trouble = FailureText.HalfAnswer;
        }
    }

    /// <summary>Reads on in the current part; below zero when that needs more bytes.</summary>
    int ReadPart(ReadOnlySpan<byte> bytes) => part switch
    {
        Part.Head => ReadHead(bytes),
        Part.Fixed => ReadBody(bytes, Part.Whole),
        Part.Chunk => ReadBody(bytes, Part.ChunkEnd),
        Part.UntilClose => ReadToClose(bytes),
        _ => ReadLine(bytes),
    };

    int ReadHead(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            // Something else than HTTP may never send the end of a head; its first bytes tell.
            var start = "HTTP/1."u8;
            var seen = Math.Min(bytes.Length, start.Length);
            if (bytes.Length > MostHead || !bytes[..seen].SequenceEqual(start[..seen]))
            {
                Trouble = FailureText.NotHttp;
            }

            return -1;
        }

        var head = bytes[..(end + 2)];
        if (head.Length < 14 || !head.StartsWith("HTTP/1."u8) || head[8] != ' ' || !Utf8Parser.TryParse(head.Slice(9, 3), out int status, out var digits) || digits != 3 || status < 100)
        {
            Trouble = FailureText.NotHttp;
            return -1;
        }

        if (status < 200)
        {
            // An interim answer: the real one follows.
            return end + 4;
        }

        Status = status;
        KeepsConnection = head[7] != '0';
        var keeps = wantsHeaders || status is >= 300 and < 400;
        long? length = null;
        var chunked = false;
        for (var rest = head[(head.IndexOf("\r\n"u8) + 2)..]; !rest.IsEmpty;)
        {
            var line = rest[..rest.IndexOf("\r\n"u8)];
            rest = rest[(line.Length + 2)..];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
            {
                Trouble = FailureText.NotHttp;
                return -1;
            }

            var name = line[..colon];
            var value = line[(colon + 1)..].Trim(" \t"u8);
            switch (colon)
            {
                case 14 when Ascii.EqualsIgnoreCase(name, "content-length"u8):
                    if (!Utf8Parser.TryParse(value, out long number, out var used) || used != value.Length || number < 0 || (length is not null && length != number))
                    {
                        Trouble = FailureText.NotHttp;
                        return -1;
                    }

                    length = number;
                    break;
                case 17 when Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8):
                    chunked = value.Length >= 7 && Ascii.EqualsIgnoreCase(value[^7..], "chunked"u8);
                    break;
                case 10 when Ascii.EqualsIgnoreCase(name, "connection"u8):
                    KeepsConnection = Ascii.EqualsIgnoreCase(value, "keep-alive"u8) || (KeepsConnection && !Ascii.EqualsIgnoreCase(value, "close"u8));
                    break;
            }

            if (keeps)
            {
                headers.Add(new(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value)));
            }
        }

        left = length ?? 0;
        part = hasNoBody || status is 204 or 304 ? Part.Whole
            : chunked ? Part.ChunkSize
            : length == 0 ? Part.Whole
            : length > 0 ? Part.Fixed
            : Part.UntilClose;
        return end + 4;
    }

    int ReadBody(ReadOnlySpan<byte> bytes, Part next)
    {
        if (bytes.IsEmpty)
        {
            return -1;
        }

        var some = bytes[..(int)Math.Min(left, bytes.Length)];
        Keep(some);
        left -= some.Length;
        part = left == 0 ? next : part;
        return some.Length;
    }

    int ReadToClose(ReadOnlySpan<byte> bytes)
    {
        Keep(bytes);
        return bytes.IsEmpty ? -1 : bytes.Length;
    }

    int ReadLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n"u8);
        if (end < 0)
        {
            Trouble = bytes.Length > MostHead ? FailureText.NotHttp : null;
            return -1;
        }

        var line = bytes[..end];
        switch (part)
        {
            case Part.ChunkSize:
                // Extensions may follow the size.
                if (!Utf8Parser.TryParse(line, out left, out var used, 'X') || left < 0 || (used < line.Length && line[used] is not ((byte)';' or (byte)' ' or (byte)'\t')))
                {
                    Trouble = FailureText.NotHttp;
                    return -1;
                }

                part = left == 0 ? Part.Trailer : Part.Chunk;
                break;
            case Part.ChunkEnd:
                Trouble = line.IsEmpty ? null : FailureText.NotHttp;
                part = Part.ChunkSize;
                break;
            default:
                part = line.IsEmpty ? Part.Whole : Part.Trailer;
                break;
        }

        return end + 2;
    }

    void Keep(ReadOnlySpan<byte> bytes)
    {
        if (wantsBody && body.WrittenCount < Users.Answer.MostBody)
        {
            body.Write(bytes[..Math.Min(bytes.Length, Users.Answer.MostBody - body.WrittenCount)]);
        }
    }
}
