using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Terminal;

/// <summary>How a part of a wave stands, in words. Pure.</summary>
/// <param name="Name">The part.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Word">The same in a word that fits what is done.</param>
/// <param name="Message">What is waited for, or how it ended; empty when there is nothing to say.</param>
/// <param name="Counts">Pods of its rollout; null where there is none.</param>
/// <param name="Began">When it began; null before it has.</param>
/// <param name="Ended">When it ended; null before it has.</param>
sealed record LiveStatus(string Name, LiveStanding Standing, string Word, string Message, RolloutCounts? Counts, DateTimeOffset? Began, DateTimeOffset? Ended)
{
    /// <summary>Looks at a part.</summary>
    public static LiveStatus Of(LivePart part, LiveState state)
    {
        var known = part.Steps.Where(one => state.Steps.ContainsKey(one.Id)).Select(one => (Known: state.Steps[one.Id], Step: one)).ToArray();
        if (known.Length == 0)
        {
            return new LiveStatus(part.Name, LiveStanding.Waiting, "waiting", "", null, null, null);
        }

        // What is undone within its lane is what happens now; else the last step that has begun.
        var last = known.Where(one => one.Known.Undoing).DefaultIfEmpty(known[^1]).First();
        var running = known.Any(one => one.Known.Ending is null);
        // Nothing that is cleared away afterwards makes a failure good.
        var (now, step) = running ? last : known.Where(one => !one.Known.Undoing && !IsGood(one.Known.Ending)).DefaultIfEmpty(last).First();
        var over = !running && (now.Undoing || step.Id == part.Steps[^1].Id || !IsGood(now.Ending));
        var standing = over ? After(now.Ending) : LiveStanding.Running;
        var message = now.Message.Length == 0 && !over && step is (Step.CallEndpoint or Step.RunCommand or Step.RunTests) ? Cells.Line(step.Title) : now.Message;
        return new LiveStatus(part.Name, standing, Saying(standing, now, step), message, known.Select(one => one.Known.Counts).LastOrDefault(counts => counts is not null), known[0].Known.Began, over ? last.Known.Ended : null);
    }

    // What has not ended is not bad.
    static bool IsGood(Ending? ending) => ending is null or Ending.Done or Ending.Skipped;

    static LiveStanding After(Ending? ending) => ending switch
    {
        Ending.Done or Ending.Skipped => LiveStanding.Done,
        Ending.Stopped => LiveStanding.Stopped,
        _ => LiveStanding.Failed,
    };

    static string Saying(LiveStanding standing, LiveStep last, Step step) => standing switch
    {
        LiveStanding.Running => last.Undoing ? Undoing(step) : Doing(step),
        LiveStanding.Stopped => "stopped",
        LiveStanding.Failed => last.Ending == Ending.Held ? "held" : "failed",
        _ => !last.Undoing ? "done" : step.Temporary ? "removed" : "undone",
    };

    static string Undoing(Step step) => step.Temporary ? "removing" : "undoing";

    static string Doing(Step step) => step switch
    {
        Step.UpdateWorkload => "updating",
        Step.UpgradeChart => "upgrading",
        Step.RunCopy => "starting",
        Step.BackUp => "saving",
        Step.VerifyImage => "verifying",
        Step.RunTests => "testing",
        Step.RunLoad or Step.RunScript => "loading",
        Step.MeasureBaseline or Step.AskGate => "measuring",
        _ => "checking",
    };
}
