using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Terminal;

/// <summary>How an estate stands, for people: one table of what runs where, then release, lock and what to type next.</summary>
public static class StatusText
{
    /// <summary>The whole text; lines end with a line feed. Nothing is cut off: where the table is too wide, each row becomes a few lines.</summary>
    /// <param name="status">How the estate stands.</param>
    /// <param name="columns">Cells of a line; <see cref="int.MaxValue"/> where nobody looks through a window.</param>
    /// <param name="translator">The language; null for English.</param>
    public static string Of(EstateStatus status, int columns = int.MaxValue, Translator? translator = null)
    {
        var sheet = new StatusSheet(columns, translator ?? Translator.English);
        ImmutableArray<StatusRow> rows = [.. status.Placements.Select(StatusRow.Of), .. status.Charts.Select(StatusRow.Of)];
        string[] lines =
        [
            .. sheet.Lines($"Estate {status.Estate}{(status.Simulated ? ", simulated on this machine" : "")}, at {Moment(status.At)} UTC"),
            "",
            .. Table(rows, sheet),
            "",
            .. ReleaseLines(status.Release, sheet),
            .. LockLines(status.Locks, sheet),
            .. status.Unread.SelectMany(part => sheet.Labelled("unread", $"{part.Subject}: its copies of journals are not known: {part.Message}")),
            .. status.Next.Length == 0 ? [] : sheet.Whole("next", status.Next),
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    static IEnumerable<string> Table(ImmutableArray<StatusRow> rows, StatusSheet sheet)
    {
        var table = TextTable.LayOut([.. rows.Select(row => row.Texts).Prepend(StatusRow.Heading).Select(row => row.Select(sheet.Say).ToImmutableArray())], sheet.Columns);
        return table is { } lines
            ? [lines[0], .. rows.Zip(lines.Skip(1)).SelectMany(row => row.First.Detail.Length == 0 ? [row.Second] : sheet.Lines(row.First.Detail, "  ").Insert(0, row.Second))]
            : rows.SelectMany(row => row.Narrow(sheet));
    }

    static ImmutableArray<string> ReleaseLines(ReleaseStatus? release, StatusSheet sheet) => release is null ? sheet.Labelled("release", "none is known") :
    [
        .. sheet.Labelled("release", $"{release.Id}: {Standing(release)}, last entry {Moment(release.LastEntry)} UTC"),
        .. release.Failure is { } failure ? sheet.Labelled("", $"{failure.Stage}: {failure.Message}") : [],
        .. release.Failure is { Fault: { } code } named ? sheet.Labelled("", $"{code} at {named.Object}: {named.Hint}") : [],
        .. release.Outcome == "done" ? sheet.Labelled("watch", Watched(release.Watch)) : [],
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

    static IEnumerable<string> LockLines(ImmutableArray<LockStatus> locks, StatusSheet sheet) =>
        locks.IsEmpty ? []
        : locks.All(each => each.State == LockState.Free) ? sheet.Labelled("lock", $"free on {string.Join(", ", locks.Select(each => each.Cluster))}")
        : locks.Select((each, index) => sheet.Labelled(index == 0 ? "lock" : "", $"{each.Cluster}: {each.Detail}")).SelectMany(lines => lines);

    static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
