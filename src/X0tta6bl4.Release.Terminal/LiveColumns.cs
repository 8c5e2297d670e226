using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.Terminal;

/// <summary>The columns of a block's parts and what stands in two of them. A column of no cells is left out: the message first, then time, then pods.</summary>
/// <param name="Name">Cells of the part's name.</param>
/// <param name="Word">Cells of the word for how it stands.</param>
/// <param name="Count">Cells of its pods by progress.</param>
/// <param name="Message">Cells of what it waits for.</param>
/// <param name="Time">Cells of the time that it took so far.</param>
/// <param name="Counts">Pods of each part; empty where nobody counted.</param>
/// <param name="Times">Time of each part; empty before it began.</param>
sealed record LiveColumns(int Name, int Word, int Count, int Message, int Time, ImmutableArray<string> Counts, ImmutableArray<string> Times)
{
    /// <summary>A message in less says nothing.</summary>
    const int LeastMessage = 24;

    /// <summary>Shares a row's cells out.</summary>
    /// <param name="parts">The parts of all rows.</param>
    /// <param name="width">Cells of a row.</param>
    /// <param name="now">The time.</param>
    /// <param name="say">Says a text in the language of whoever reads it.</param>
    public static LiveColumns Of(ImmutableArray<LiveStatus> parts, int width, DateTimeOffset now, Func<string, string> say)
    {
        ImmutableArray<string> times = [.. parts.Select(part => part.Began is { } began ? LiveClock.Text((part.Ended ?? now) - began) : "")];
        ImmutableArray<string> counts = [.. parts.Select(part => part.Counts is { } count ? say(string.Create(CultureInfo.InvariantCulture, $"{count.Updated}/{count.Ready}/{count.Available} of {count.Desired}")) : "")];
        var whole = Widest(parts.Select(part => part.Name));
        var name = Math.Min(whole, Math.Max(8, width * 2 / 5));
        var word = Widest(parts.Select(part => part.Word));
        // Two blanks stand before each column.
        var left = width - 2 - name - 2 - word;
        var count = Fitting(Widest(counts), ref left);
        var time = Fitting(Widest(times), ref left);
        var message = left - 2 >= LeastMessage ? left - 2 : 0;
        // Without a message there is room for more of the name.
        name += message > 0 ? 0 : Math.Clamp(left, 0, whole - name);
        return new LiveColumns(name, word, count, message, time, counts, times);
    }

    static int Fitting(int wanted, ref int left)
    {
        if (wanted == 0 || wanted + 2 > left)
        {
            return 0;
        }

        left -= wanted + 2;
        return wanted;
    }

    static int Widest(IEnumerable<string> texts) => texts.Select(Cells.Width).DefaultIfEmpty().Max();
}
