using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>What people are told of a release, as it happens. Pure.</summary>
public static class NoticeText
{
    /// <summary>The notice about a fact; null when it is none of people's business.</summary>
    /// <param name="entry">The fact.</param>
    /// <param name="before">How the release stood before it.</param>
    /// <param name="plan">The plan.</param>
    public static string? Of(JournalEntry entry, ReleaseState before, Plan plan)
    {
        var release = $"*Release {plan.Version}* on *{plan.Estate}*";
        return entry switch
        {
            JournalEntry.StageStarted started when before.Stages.IsEmpty && before.Effects.IsEmpty => $"{release} begins with {started.Stage}: {Work(plan)}.",
            JournalEntry.StageStarted { Stage: var stage } when stage == plan.LiveStages.FirstOrDefault()?.Name && !before.IsDone(stage) => $"{release}: checks are good, live changes begin with {stage}.",
            JournalEntry.StageEnded { Ending: Ending.Failed } failed => $":x: {release}: {failed.Stage} failed. {failed.Message}",
            JournalEntry.StageEnded { Ending: Ending.Held } held => $":raised_hand: {release}: {held.Stage} waits for a human. {held.Message}",
            JournalEntry.StageEnded { Ending: Ending.Stopped } stopped => $":warning: {release}: {stopped.Stage} was stopped. {stopped.Message}",
            JournalEntry.RollbackStarted started => $":leftwards_arrow_with_hook: {release}: rolling back. {started.Reason}",
            JournalEntry.RollbackEnded { Ending: Ending.Done } ended => $":white_check_mark: {release}: rolled back, everything is as before. {ended.Message}",
            JournalEntry.RollbackEnded ended => $":rotating_light: {release}: *not fully rolled back*. {ended.Message}",
            JournalEntry.ReleaseEnded { Outcome: ReleaseOutcome.Done } ended => $":white_check_mark: {release} is done{(before.Opened is { } opened ? $" after {Durations.Text(ended.At - opened.At)}" : "")}: {Work(plan)}.",
            JournalEntry.ReleaseEnded { Outcome: ReleaseOutcome.Closed } => $":warning: {release} was given up as it stands.",
            JournalEntry.WatchStarted started when before.Watch is null or { Ended: not null } => $":eyes: {release} is watched until {WatchText.Moment(started.Until)}.",
            JournalEntry.WatchStarted started when before.Watch is { } watch => $":eyes: {release} is watched again, until {WatchText.Moment(started.Until)}; {WatchText.Of(new WatchGap(watch.LastAt, started.At))}.",
            JournalEntry.WatchAssessed assessed => Changes(assessed, before.Watch) is { Length: > 0 } changes ? $"{release}, watched: {changes}" : null,
            JournalEntry.WatchEnded { Ending: Ending.Done } ended => $":white_check_mark: {release}: {ended.Message}.",
            JournalEntry.WatchEnded { Ending: Ending.Failed } ended => $":x: {release} failed while it was watched. {ended.Message}",
            JournalEntry.WatchEnded { Ending: Ending.Skipped } ended => $":information_source: {release}: the watch {ended.Message}.",
            JournalEntry.WatchEnded ended => $":raised_hand: {release}: the watch ended. {ended.Message}",
            _ => null,
        };
    }

    // Only what has changed is news; what passes at first is not.
    static string Changes(JournalEntry.WatchAssessed assessed, WatchState? before) => string.Join(
        "; ",
        assessed.Answers.Where(answer => (before?.Answers.GetValueOrDefault(answer.Subject)?.Verdict ?? Verdict.Passed) != answer.Verdict)
            .Select(answer => answer.Verdict == Verdict.Passed ? $":white_check_mark: {answer.Subject} passes again" : $":warning: {answer.Subject}: {VerdictText.Of(answer.Verdict)}, {answer.Seen}; wanted {answer.Wanted}"));

    static string Work(Plan plan)
    {
        var (placements, charts) = (plan.Updates.Count(), plan.Steps.OfType<Step.UpgradeChart>().Count());
        return $"{placements} placements{(charts > 0 ? $", {charts} charts" : "")}";
    }
}
