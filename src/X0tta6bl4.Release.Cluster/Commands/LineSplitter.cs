using System.Text;

namespace X0tta6bl4.Release.Cluster.Commands;

/// <summary>Cuts a stream of bytes into lines; a character that is split between two pieces stays whole.</summary>
sealed class LineSplitter(Action<string> onLine)
{
    readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    readonly StringBuilder rest = new();

    /// <summary>Takes the next piece.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        var text = new char[decoder.GetCharCount(bytes, flush: false)];
        decoder.GetChars(bytes, text, flush: false);
        foreach (var character in text)
        {
            if (character == '\n')
            {
                End();
            }
            else
            {
                rest.Append(character);
            }
        }
    }

    /// <summary>The stream is over; a last line without a line feed counts.</summary>
    public void Finish()
    {
        if (rest.Length > 0)
        {
            End();
        }
    }

    void End()
    {
        var line = $"{rest}".TrimEnd('\r');
        rest.Clear();
        onLine(line);
    }
}
