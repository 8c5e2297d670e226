using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Moments as places on a line from 0 to 1. Times in which nothing ran are cut out of the line, so that a release that was continued the next
/// morning shows its minutes and not its night. Pure.</summary>
sealed class TimeScale
{
    /// <summary>Room for one pause.</summary>
    const double PauseWidth = 0.02;

    /// <summary>Room for all pauses together.</summary>
    const double MostPaused = 0.3;

    /// <summary>Nearest distance of two labels, and of the last one from the end.</summary>
    const double LabelWidth = 0.17;

    /// <summary>A pause shorter than this share of all activity is not worth a cut.</summary>
    const double LeastPause = 0.1;

    static readonly TimeSpan[] Steps =
    [
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(count => TimeSpan.FromSeconds(count)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(count => TimeSpan.FromMinutes(count)),
        .. new[] { 1, 2, 3, 6, 12, 24 }.Select(count => TimeSpan.FromHours(count)),
    ];

    readonly ImmutableArray<Stretch> stretches;

    TimeScale(ImmutableArray<Stretch> stretches) => this.stretches = stretches;

    /// <summary>Pauses that were cut out, in order.</summary>
    public ImmutableArray<Pause> Pauses => [.. stretches.Zip(stretches.Skip(1)).Select(pair => new Pause(pair.First.To, pair.Second.From, pair.First.Right, pair.Second.Left))];

    /// <summary>A scale for times of activity.</summary>
    /// <param name="active">Times in which something ran; at least one.</param>
    public static TimeScale Of(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> active)
    {
        var joined = Join(active, TimeSpan.Zero);
        joined = Join(joined, Length(joined) * LeastPause);
        var pause = Math.Min(PauseWidth, MostPaused / Math.Max(1, joined.Count - 1));
        var room = 1 - (pause * (joined.Count - 1));
        var length = Math.Max(1, Length(joined).Ticks);
        var (left, stretches) = (0.0, ImmutableArray.CreateBuilder<Stretch>());
        foreach (var (from, to) in joined)
        {
            var width = joined.Count == 1 ? 1 : room * (to - from).Ticks / length;
            stretches.Add(new Stretch(from, to, left, left + width));
            left += width + pause;
        }

        return new TimeScale(stretches.ToImmutable());
    }

    /// <summary>Where a moment is; one in a pause is at its beginning.</summary>
    public double At(DateTimeOffset moment)
    {
        var stretch = stretches.LastOrDefault(stretch => stretch.From <= moment) ?? stretches[0];
        var length = (stretch.To - stretch.From).Ticks;
        var share = length == 0 ? 0 : Math.Clamp((double)(moment - stretch.From).Ticks / length, 0, 1);
        return stretch.Left + (share * (stretch.Right - stretch.Left));
    }

    /// <summary>Moments worth a label, far enough from each other to be read: the beginning, and whole minutes (or whatever suits the length).</summary>
    public IEnumerable<Tick> Ticks()
    {
        var total = stretches.Aggregate(TimeSpan.Zero, (sum, stretch) => sum + (stretch.To - stretch.From));
        var step = Steps.FirstOrDefault(step => total / 5 <= step, Steps[^1]);
        var (last, day) = (-1.0, stretches[0].From.UtcDateTime.Date);
        foreach (var moment in stretches.SelectMany(stretch => Moments(stretch, step)))
        {
            var at = At(moment);
            if (last < 0 || (at - last >= LabelWidth && at <= 1 - (LabelWidth / 2)))
            {
                var date = moment.UtcDateTime.Date;
                yield return new Tick(at, moment.UtcDateTime.ToString(date != day ? "MM-dd HH:mm" : step < TimeSpan.FromMinutes(1) || last < 0 ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture));
                (last, day) = (at, date);
            }
        }
    }

    static IEnumerable<DateTimeOffset> Moments(Stretch stretch, TimeSpan step)
    {
        yield return stretch.From;
        for (var at = new DateTimeOffset(((stretch.From.UtcTicks / step.Ticks) + 1) * step.Ticks, TimeSpan.Zero); at <= stretch.To; at += step)
        {
            yield return at;
        }
    }

    static List<(DateTimeOffset From, DateTimeOffset To)> Join(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> times, TimeSpan across)
    {
        var joined = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var (from, to) in times.OrderBy(time => time.From))
        {
            if (joined.Count > 0 && from - joined[^1].To <= across)
            {
                joined[^1] = (joined[^1].From, to > joined[^1].To ? to : joined[^1].To);
            }
            else
            {
                joined.Add((from, to > from ? to : from));
            }
        }

        return joined;
    }

    static TimeSpan Length(List<(DateTimeOffset From, DateTimeOffset To)> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + (time.To - time.From));

    /// <summary>A pause.</summary>
    /// <param name="From">When nothing ran any more.</param>
    /// <param name="To">When something ran again.</param>
    /// <param name="Left">Where it begins on the line.</param>
    /// <param name="Right">Where it ends.</param>
    public sealed record Pause(DateTimeOffset From, DateTimeOffset To, double Left, double Right);

    /// <summary>A label.</summary>
    /// <param name="At">Where.</param>
    /// <param name="Text">The time of day, UTC, with the date where that is another one.</param>
    public sealed record Tick(double At, string Text);

    sealed record Stretch(DateTimeOffset From, DateTimeOffset To, double Left, double Right);
}
