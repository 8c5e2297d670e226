using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Watches a release that is done, until a given time or until it has failed: the same questions round after round. It changes nothing of the estate, and holds
/// no lock; what follows from a failure is for its caller to do.</summary>
#pragma warning disable CA1001 // A run is one call, which disposes of its probes at its end.
public sealed class WatchRun
#pragma warning restore CA1001
{
    /// <summary>The name under which progress is shown; each subject's is below it.</summary>
    public const string Step = "Watch";

    /// <summary>How often everything is summed up in the journal within one watch, however long it is: what a kill costs, and what a watch adds to a journal.</summary>
    public const int Summaries = 48;

    static readonly TimeSpan AskLimit = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(30);
    static readonly TimeSpan MostSilence = TimeSpan.FromMinutes(5);

    readonly RunContext context;
    readonly WatchOrder order;
    readonly ImmutableArray<WatchQuestion> questions;
    readonly WatchProbes probes;
    ImmutableArray<WatchStanding> standings;
    DateTimeOffset summedUp;
    DateTimeOffset said;

    /// <summary>Makes a run that has not begun; an unfinished watch in the journal is gone on with.</summary>
    public WatchRun(RunContext context, WatchOrder order)
    {
        (this.context, this.order) = (context, order);
        probes = new WatchProbes(context);
        questions = WatchQuestion.Of(context, order, probes);
        var known = context.Log.State.Watch is { Ended: null } before ? before.Answers : ImmutableSortedDictionary<string, WatchAnswer>.Empty;
        standings = [.. questions.Select(question => Resume(question.Subject, known.GetValueOrDefault(question.Subject.Name)))];
    }

    /// <summary>Whether a release has anything by which it can be watched: its plan's gates or probes.</summary>
    public static bool CanWatch(Plan plan) => WatchQuestion.CanMeasure(plan);

    /// <summary>Watches until its end.</summary>
    /// <param name="cancellationToken">The first signal.</param>
    /// <returns>Done when everything passed; Held when too little is known; Skipped when there was nothing left to watch: these ends are journaled. Failed, and Stopped after a signal,
    /// are not the end of a watch yet: whoever takes the release back, or leaves it as it is, journals that.</returns>
    /// <exception cref="IOException">The beginning cannot be journaled.</exception>
    public async Task<StepResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var ending = probes.ConfigureAwait(false);
        var began = context.Log.Now;
        (summedUp, said) = (began, began);
        await context.Log.AppendAsync(new JournalEntry.WatchStarted(order.From, order.Until, order.Rule, order.Operator, order.Host) { At = began }, cancellationToken).ConfigureAwait(false);
        probes.Start();
        try
        {
            return await AskUntilEndAsync(began, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await TellAllAsync().ConfigureAwait(false);
            return StepResult.Stopped("the watch was stopped by a signal");
        }
    }

    async Task<StepResult> AskUntilEndAsync(DateTimeOffset began, CancellationToken cancellationToken)
    {
        var (last, due) = (began, began);
        // What is left of an interval at the end belongs to the last question: about a moment there is nothing to know.
        while (order.Until - last >= order.Rule.Interval / 2)
        {
            due = Next(due, context.Log.Now);
            await Task.Delay(due - context.Log.Now is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero, context.Time, cancellationToken).ConfigureAwait(false);
            if (await order.FindSuccessorAsync(cancellationToken).ConfigureAwait(false) is { } successor)
            {
                return await EndAsync(StepResult.Skipped($"ended early: {successor}")).ConfigureAwait(false);
            }

            last = await AskAsync(last, cancellationToken).ConfigureAwait(false);
            if (WatchDecision.Failed(standings) is { } failed)
            {
                await TellAllAsync().ConfigureAwait(false);
                return StepResult.Failed(Failure(failed, last));
            }
        }

        var lacking = WatchDecision.Lacking(standings, order.Rule, order.Length);
        return await EndAsync(lacking.IsEmpty
            ? StepResult.Done($"watched for {Durations.Text(order.Length)}: {Summary()}")
            : StepResult.Held($"too little is known to say that all is well: {string.Join("; ", lacking)}")).ConfigureAwait(false);
    }

    async Task<DateTimeOffset> AskAsync(DateTimeOffset last, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(questions.Select(question => AskAsync(question, cancellationToken))).ConfigureAwait(false);
        var at = context.Log.Now;
        standings = [.. standings.Zip(answers, (standing, answer) => standing.With(answer, at, at - last, order.Rule))];
        foreach (var standing in standings)
        {
            context.Log.Show(new RunProgress($"{Step}/{standing.Subject.Name}", $"{VerdictText.Of(standing.Last!.Verdict)}, {standing.Last.Message}") { IsQuiet = true });
        }

        var isSummary = at - summedUp >= order.Length / Summaries;
        await TellAsync(isSummary ? standings : [.. standings.Where(standing => standing.IsNews(order.Rule))], standing => standing.Sum(order.Rule)).ConfigureAwait(false);
        summedUp = isSummary ? at : summedUp;
        if (at - said >= Silence)
        {
            said = at;
            context.Log.Show(new RunProgress(Step, $"watched for {Durations.Text(at - order.From)} of {Durations.Text(order.Length)}: {Summary()}"));
        }

        return at;
    }

    // Nobody watches a log for two days; a job without a line for long is taken for dead.
    TimeSpan Silence => order.Length / Summaries is var share && share < LeastSilence ? LeastSilence : share > MostSilence ? MostSilence : share;

    async Task<Assessment> AskAsync(WatchQuestion question, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AskLimit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await question.AskAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Assessment(Verdict.NoEvidence, "an answer", $"no answer after {Durations.Text(AskLimit)}");
        }
    }

    // At an end everything is told as it is.
    Task TellAllAsync() => TellAsync(standings, standing => standing.Last);

    async Task TellAsync(ImmutableArray<WatchStanding> due, Func<WatchStanding, Assessment?> telling)
    {
        var answers = ImmutableArray.CreateBuilder<WatchAnswer>();
        standings = [.. standings.Select(standing =>
        {
            if (!due.Contains(standing) || telling(standing) is not { } told)
            {
                return standing;
            }

            answers.Add(new WatchAnswer(standing.Subject.Name, told.Wanted, told.Seen, told.Verdict, standing.Count));
            return standing.AsTold(told);
        })];
        if (answers.Count > 0)
        {
            await context.Log.TryAppendAsync(new JournalEntry.WatchAssessed(answers.ToImmutable()) { At = context.Log.Now }).ConfigureAwait(false);
        }
    }

    async Task<StepResult> EndAsync(StepResult result)
    {
        await TellAllAsync().ConfigureAwait(false);
        await context.Log.TryAppendAsync(new JournalEntry.WatchEnded(result.Ending, result.Message) { At = context.Log.Now }).ConfigureAwait(false);
        return result;
    }

    string Summary()
    {
        var bad = standings.Where(standing => standing.Last?.Verdict != Verdict.Passed).Select(standing => standing.Last is { } last ? $"{standing.Subject.Name} ({VerdictText.Of(last.Verdict)})" : standing.Subject.Name).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{standings.Length - bad.Length} of {standings.Length} questions pass{(bad.Length == 0 ? "" : $", not {string.Join(", ", bad)}")}");
    }

    static string Failure(WatchStanding failed, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"{failed.Subject.Name}: {failed.Last!.Message} ({failed.Failing!.Length} times in a row within {Durations.Text(at - failed.Failing.Since)})");

    static WatchStanding Resume(WatchedSubject subject, WatchAnswer? known) => known is null ? new WatchStanding(subject)
        : new WatchStanding(subject) { Last = new Assessment(known.Verdict, known.Wanted, known.Seen), Told = new Assessment(known.Verdict, known.Wanted, known.Seen), Count = known.Count };

    // A round that took longer than an interval is followed at once.
    DateTimeOffset Next(DateTimeOffset due, DateTimeOffset now)
    {
        var next = due + order.Rule.Interval > now ? due + order.Rule.Interval : now;
        return order.Until - next < order.Rule.Interval / 2 ? order.Until : next;
    }
}
