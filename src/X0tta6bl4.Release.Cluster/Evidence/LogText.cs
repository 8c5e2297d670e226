using System.Text;

namespace X0tta6bl4.Release.Cluster.Evidence;

/// <summary>The end of a log, in whole lines: half a line could hold half a secret, which no redactor would know.</summary>
static class LogText
{
    /// <summary>Bytes that are kept of one log.</summary>
    public const int Kept = 256 * 1024;

    /// <summary>Bytes that a server may send of one log.</summary>
    public const int Asked = 1024 * 1024;

    /// <summary>The last whole lines that are no more bytes than are kept; of a text that the server has cut off, without its last line.</summary>
    public static string End(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        if (size >= Asked)
        {
            text = text[..(text.LastIndexOf('\n') + 1)];
        }

        // A character has one byte or more.
        var from = Math.Max(0, text.Length - Kept);
        while (from < text.Length && Encoding.UTF8.GetByteCount(text.AsSpan(from)) > Kept)
        {
            from = text.IndexOf('\n', from) is var end and >= 0 ? end + 1 : text.Length;
        }

        return from == 0 || text[from - 1] == '\n' ? text[from..] : text.IndexOf('\n', from) is var next and >= 0 ? text[(next + 1)..] : "";
    }
}
