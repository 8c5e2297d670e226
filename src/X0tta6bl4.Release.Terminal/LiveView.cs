using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Terminal;

/// <summary>The live block as rows of text: what runs, how far each part of it is, what it waits for. Pure.</summary>
static class LiveView
{
    /// <summary>Windows with less are left alone.</summary>
    const int LeastColumns = 20, LeastRows = 6;

    /// <summary>Below this width words are left out that the rest can do without.</summary>
    const int Narrow = 55;

    const string Legend = "updated/ready/available of wanted";

    /// <summary>Draws a moment.</summary>
    /// <param name="state">The moment.</param>
    /// <param name="trouble">What is wrong with the estate's lock; empty while nothing is.</param>
    /// <param name="size">The window. The last column stays free, for a full row would wrap; and half of the rows, so that what scrolled away stays in sight
    /// and the block still fits in whole after the window was made half as wide.</param>
    /// <param name="now">The time.</param>
    /// <param name="translator">The language.</param>
    /// <returns>The rows; none while nothing runs, or in a window of less than 20 columns or 6 rows.</returns>
    public static ImmutableArray<LiveRow> Rows(LiveState state, string trouble, WindowSize size, DateTimeOffset now, Translator translator)
    {
        if (!state.IsRunning || size.Columns < LeastColumns || size.Rows < LeastRows)
        {
            return [];
        }

        var (width, most) = (size.Columns - 1, size.Rows / 2);
        var beside = Beside(state, trouble, width, translator.Of).Take(Math.Max(0, most - 1 - Math.Min(state.Parts.Length, 2))).ToArray();
        var parts = Parts(state, most - 1 - beside.Length, translator.Of);
        var spare = most - 1 - beside.Length - parts.Shown.Length - Math.Min(parts.Hidden.Length, 1);
        return [Head(state, parts.Shown.Any(part => part.Counts is not null), width, now, translator.Of), .. Lines(parts.Shown, width, spare, now, translator.Of), .. Hidden(parts.Hidden, width, translator.Of), .. beside];
    }

    // What outranks the rest comes first and is shown even in a low window.
    static IEnumerable<LiveRow> Beside(LiveState state, string trouble, int width, Func<string, string> say)
    {
        if (trouble.Length > 0)
        {
            yield return LiveRow.Of(width, (say("  lock  "), LiveTone.Bad), (say(Cells.Line(trouble)), LiveTone.Bad));
        }

        if (state.Note.Length > 0)
        {
            yield return LiveRow.Of(width, (say($"  {state.Note}"), LiveTone.Plain));
        }

        foreach (var (endpoint, count) in state.Availability)
        {
            yield return LiveRow.Of(width, (width < Narrow ? $"  {endpoint}  " : say($"  availability of {endpoint}  "), LiveTone.Faint), (say(AvailabilityAssessment.Short(count)), count.Failed > 0 ? LiveTone.Warning : LiveTone.Good));
        }

        foreach (var guard in state.Guards.Values)
        {
            yield return LiveRow.Of(width, (state.WatchesUntil is null ? say($"  guard {guard.Name}  ") : $"  {guard.Name}  ", LiveTone.Faint), guard.Figure.Length > 0 ? (say(guard.Figure), guard.Failed ? LiveTone.Bad : LiveTone.Plain) : (say("no answer yet"), LiveTone.Faint));
        }
    }

    static LiveRow Head(LiveState state, bool isCounted, int width, DateTimeOffset now, Func<string, string> say)
    {
        var (name, shortName) = state.WatchesUntil is not null ? (say("Watch"), say("Watch"))
            : state.Stage is not { } stage ? (say("Rollback"), say("Rollback"))
            : stage.Waves.Length < 2 ? (stage.Name, stage.Name)
            : (say(Invariant($"{stage.Name}, wave {state.Wave} of {stage.Waves.Length}")), Invariant($"{stage.Name} {state.Wave}/{stage.Waves.Length}"));
        var (elapsed, left, budget) = (LiveClock.Text(now - state.Began), state.Left(now), state.Budget);
        var rest = left is null ? "" : $", {say($"{LiveClock.Text(left.Value)} left")}";
        var whole = budget is null ? "" : say($" of {Durations.Text(budget.Value)}");
        var tone = left < budget / 10 ? LiveTone.Warning : LiveTone.Faint;
        // Two rules of three cells, a blank after each and one between name and time.
        const int frame = 8;
        if (Cells.Width(name) + Cells.Width(elapsed + rest + whole) + frame > width)
        {
            (name, whole) = (shortName, "");
        }

        var free = width - (Cells.Width(name) + Cells.Width(elapsed + rest + whole) + frame);
        var words = say(Legend);
        var legend = isCounted && free > words.Length + 4 ? $" {words} ──" : "";
        return LiveRow.Of(width, ("── ", LiveTone.Faint), (name, LiveTone.Strong), (" ── ", LiveTone.Faint), (elapsed + rest + whole, tone), (" ", LiveTone.Faint), (new string('─', Math.Max(0, free - legend.Length)) + legend, LiveTone.Faint));
    }

    // The most telling parts that fit, in the plan's order; one row less where some do not, for these.
    static (ImmutableArray<LiveStatus> Shown, ImmutableArray<LiveStatus> Hidden) Parts(LiveState state, int most, Func<string, string> say)
    {
        var all = state.Parts.Select(part => LiveStatus.Of(part, state)).Select(part => part with { Word = say(part.Word), Message = say(part.Message) }).ToImmutableArray();
        if (all.Length <= most)
        {
            return (all, []);
        }

        var ranked = Enumerable.Range(0, all.Length).OrderBy(index => all[index].Standing).ToArray();
        return ([.. ranked.Take(most - 1).Order().Select(index => all[index])], [.. ranked.Skip(most - 1).Select(index => all[index])]);
    }

    static IEnumerable<LiveRow> Hidden(ImmutableArray<LiveStatus> hidden, int width, Func<string, string> say)
    {
        if (hidden.Length > 0)
        {
            var words = hidden.GroupBy(part => (part.Standing, part.Word)).OrderByDescending(group => group.Key.Standing).Select(group => Invariant($"{group.Count()} {group.Key.Word}"));
            yield return LiveRow.Of(width, (say(Invariant($"  and {hidden.Length} more: {string.Join(", ", words)}")), LiveTone.Faint));
        }
    }

    // A message that has no column goes below its part while there are rows to spare.
    static IEnumerable<LiveRow> Lines(ImmutableArray<LiveStatus> parts, int width, int spare, DateTimeOffset now, Func<string, string> say)
    {
        var columns = LiveColumns.Of(parts, width, now, say);
        for (var i = 0; i < parts.Length; i++)
        {
            var (part, isTelling) = (parts[i], parts[i].Standing is LiveStanding.Running or LiveStanding.Failed);
            yield return LiveRow.Of(width,
                ($"  {Cells.Fit(part.Name, columns.Name)}  ", LiveTone.Plain),
                (Cells.Fit(part.Word, columns.Word), Tone(part.Standing)),
                (columns.Count > 0 ? $"  {Cells.Fit(columns.Counts[i], columns.Count)}" : "", LiveTone.Plain),
                (columns.Message > 0 ? $"  {Cells.Fit(part.Message, columns.Message)}" : "", isTelling ? LiveTone.Plain : LiveTone.Faint),
                (columns.Time > 0 ? $"  {columns.Times[i].PadLeft(columns.Time)}" : "", LiveTone.Faint));
            if (columns.Message == 0 && isTelling && part.Message.Length > 0 && spare-- > 0)
            {
                yield return LiveRow.Of(width, ($"    {part.Message}", LiveTone.Faint));
            }
        }
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    static LiveTone Tone(LiveStanding standing) => standing switch
    {
        LiveStanding.Failed => LiveTone.Bad,
        LiveStanding.Running => LiveTone.Strong,
        LiveStanding.Done => LiveTone.Good,
        LiveStanding.Stopped => LiveTone.Warning,
        _ => LiveTone.Faint,
    };
}
