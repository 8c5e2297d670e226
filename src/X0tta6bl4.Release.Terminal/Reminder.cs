using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Terminal;

/// <summary>What a run waits for, in one line for somebody who has seen nothing of it for a while. Pure.</summary>
static class Reminder
{
    /// <summary>Time without a line after which one is due.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>The line; null when nothing is waited for.</summary>
    /// <param name="state">The moment.</param>
    /// <param name="now">The time.</param>
    public static string? Of(LiveState state, DateTimeOffset now)
    {
        var working = state.Parts.Select(part => LiveStatus.Of(part, state)).Where(part => part.Standing == LiveStanding.Running).ToArray();
        if (!state.IsRunning || (working.Length == 0 && state.Note.Length == 0))
        {
            return null;
        }

        var what = working.Length == 0 ? state.Note : $"{working[0].Name}, {working[0].Word}{(working[0].Message.Length > 0 ? $": {working[0].Message}" : "")}{(working.Length > 1 ? FormattableString.Invariant($"; and {working.Length - 1} more") : "")}";
        return $"  still waiting, {Durations.Text(now - state.Began)}{(state.Budget is { } budget ? $" of {Durations.Text(budget)}" : "")}: {what}";
    }
}
