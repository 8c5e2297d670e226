using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Terminal;

/// <summary>How an estate stands, as one table.</summary>
public static class StatusText
{
    /// <summary>The whole table; lines end with a line feed.</summary>
    public static string Of(EstateStatus status)
    {
        var text = new StringBuilder($"Estate {status.Estate}\n");
        text.Append($"  release  {(status.Release is { } release ? Text(release) : "none is known")}\n");
        Append(text, "lock   ", status.Locks);
        Append(text, "runs   ", status.Placements);
        return (status.Next.Length == 0 ? text : text.Append($"  next     {status.Next}\n")).ToString();
    }

    static string Text(ReleaseRecord release)
    {
        var state = release.State switch
        {
            { Outcome: { } outcome } => outcome.ToString().ToLowerInvariant(),
            { IsOpen: true, RollingBack: true } => "open, its rollback has begun",
            { IsOpen: true } => "open",
            _ => "changed nothing",
        };
        var last = release.Entries.OfType<JournalEntry.StageEnded>().LastOrDefault();
        return string.Create(CultureInfo.InvariantCulture, $"{release.Folder.Id}: {state}, last entry {release.State.LastAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC{(last is null ? "" : $"; {last.Stage}: {last.Message}")}{Watched(release.State)}");
    }

    // Only what is done is watched; a watch without an end may be at work, or have been killed.
    static string Watched(ReleaseState state) => state switch
    {
        { Outcome: not ReleaseOutcome.Done } => "",
        { Watch: null } => "; not watched",
        { Watch: { Ended: null } watch } => $"; watched until {WatchText.Moment(watch.Until)}, not at its end, last entry of it {WatchText.Moment(watch.LastAt)}",
        { Watch.Ended: { } ended } => $"; watch: {ended.Message}",
    };

    static void Append(StringBuilder text, string title, ImmutableArray<StatusLine> lines)
    {
        var width = lines.Select(line => line.Subject.Length).DefaultIfEmpty().Max();
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append($"  {(i == 0 ? title : new string(' ', title.Length))}  {lines[i].Subject.PadRight(width)}  {lines[i].Text}\n");
        }
    }
}
