using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Terminal;

/// <summary>How an estate stands, for people: one table of what runs where, then release, lock and what to type next.</summary>
public static class StatusText
{
    /// <summary>Blanks before what stands behind a label.</summary>
    const int Indent = 9;

    /// <summary>The whole text; lines end with a line feed. Nothing is cut off: where the table is too wide, each row becomes a few lines.</summary>
    /// <param name="status">How the estate stands.</param>
    /// <param name="columns">Cells of a line; <see cref="int.MaxValue"/> where nobody looks through a window.</param>
    public static string Of(EstateStatus status, int columns = int.MaxValue)
    {
        ImmutableArray<StatusRow> rows = [.. status.Placements.Select(StatusRow.Of), .. status.Charts.Select(StatusRow.Of)];
        string[] lines =
        [
            .. WrappedText.Lines($"Estate {status.Estate}{(status.Simulated ? ", simulated on this machine" : "")}, at {Moment(status.At)} UTC", columns, "", 2),
            "",
            .. Table(rows, columns),
            "",
            .. ReleaseLines(status.Release, columns),
            .. LockLines(status.Locks, columns),
            .. status.Unread.SelectMany(part => Labelled("unread", $"{part.Subject}: its copies of journals are not known: {part.Message}", columns)),
            // Never wrapped: it is there to be copied.
            .. status.Next.Length == 0 ? [] : Labelled("next", status.Next, int.MaxValue),
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    static IEnumerable<string> Table(ImmutableArray<StatusRow> rows, int columns)
    {
        var table = TextTable.LayOut([StatusRow.Heading, .. rows.Select(row => row.Texts)], columns);
        return table is { } lines
            ? [lines[0], .. rows.Zip(lines.Skip(1)).SelectMany(row => row.First.Detail.Length == 0 ? [row.Second] : WrappedText.Lines(row.First.Detail, columns, "  ", 2).Insert(0, row.Second))]
            : rows.SelectMany(row => row.Narrow(columns));
    }

    static ImmutableArray<string> ReleaseLines(ReleaseStatus? release, int columns) => release is null ? Labelled("release", "none is known", columns) :
    [
        .. Labelled("release", $"{release.Id}: {Standing(release)}, last entry {Moment(release.LastEntry)} UTC", columns),
        .. release.Failure is { } failure ? Labelled("", $"{failure.Stage}: {failure.Message}", columns) : [],
        .. release.Failure is { Fault: { } code } named ? Labelled("", $"{code} at {named.Object}: {named.Hint}", columns) : [],
        .. release.Outcome == "done" ? Labelled("watch", Watched(release.Watch), columns) : [],
    ];

    static string Standing(ReleaseStatus release) => release switch
    {
        { Outcome: "open", RollingBack: true } => "open, its rollback has begun",
        { Outcome: "open" } => $"open in {release.Stage}",
        { Outcome: "refused" or "prepared" } => $"{release.Outcome}, changed nothing",
        _ => release.Outcome,
    };

    // A watch without an end may be at work, or have been killed.
    static string Watched(WatchStatus? watch) => watch is null ? "not watched"
        : watch.Result ?? $"until {Moment(watch.Until)} UTC, not at its end, last entry of it {Moment(watch.LastEntry)} UTC";

    static IEnumerable<string> LockLines(ImmutableArray<LockStatus> locks, int columns) =>
        locks.IsEmpty ? []
        : locks.All(each => each.State == LockState.Free) ? Labelled("lock", $"free on {string.Join(", ", locks.Select(each => each.Cluster))}", columns)
        : locks.Select((each, index) => Labelled(index == 0 ? "lock" : "", $"{each.Cluster}: {each.Detail}", columns)).SelectMany(lines => lines);

    static ImmutableArray<string> Labelled(string label, string text, int columns) => WrappedText.Lines(text, columns, label.PadRight(Indent), Indent);

    static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
