using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Judges a rollout. Pure: the same facts at the same time give the same verdict.</summary>
static class RolloutJudge
{
    /// <summary>Judges.</summary>
    /// <param name="observed">The workload and what it owns.</param>
    /// <param name="expected">What it is judged against.</param>
    /// <param name="now">The time by the cluster's clock.</param>
    /// <param name="limits">After how long symptoms are faults.</param>
    /// <param name="earlier">Symptoms from before the watch; null for a change that was made just now.</param>
    public static Judgement Judge(RolloutFacts observed, Expectation expected, DateTimeOffset now, JudgeLimits limits, EarlierSymptoms? earlier = null)
    {
        var facts = observed with { Expected = expected };
        var controller = facts.Controller;
        var wanted = Math.Max(expected.Generation, controller.Generation);
        if (controller.Generation < expected.Generation || controller.Observed < wanted)
        {
            return Progressing(facts, $"generation {wanted} is not observed yet, the controller is at {controller.Observed}");
        }

        return ByOthers(facts, now, limits) is { } interference ? interference
            : controller.Completion(facts) is { } completion ? ByRelapse(facts, now, limits) ?? Complete(controller, completion)
            : controller.Awaited(facts) is { } awaited ? Progressing(facts, awaited)
            : BlockedRollout.Judge(UnderWay(facts, now, limits, earlier), facts, now, limits);
    }

    /// <summary>Judges by the newest pods alone.</summary>
    public static Judgement UnderWay(RolloutFacts facts, DateTimeOffset now, JudgeLimits limits, EarlierSymptoms? earlier = null)
    {
        var found = FaultCatalogue.Suspect(FaultCatalogue.Rules, facts, limits);
        if (earlier is not null)
        {
            found = [.. found.Select(earlier.Bear)];
        }

        return Suspicions.Due(found, facts, now) is not { } due ? Waiting(facts, found, now)
            // When time alone is over, the suspect that was being watched names the cause better; the table ends with the deadline, so the first found is it.
            : Final(facts, due.Rule == RolloutRules.Deadline ? Early(found[0], now) : due);
    }

    /// <summary>Nothing is decided yet.</summary>
    public static Judgement Progressing(RolloutFacts facts, string message, DateTimeOffset? lookAgain = null) =>
        new(new RolloutReading(RolloutState.Progressing, message, Counts(facts)), lookAgain);

    /// <summary>Pods by progress.</summary>
    public static RolloutCounts Counts(RolloutFacts facts) => new(
        facts.Controller.Desired, facts.NewestPods.Length, facts.NewestPods.Count(pod => pod.Ready), facts.Controller.Available, facts.Total);

    /// <summary>What somebody else does to the rollout; null when nobody does anything.</summary>
    static Judgement? ByOthers(RolloutFacts facts, DateTimeOffset now, JudgeLimits limits)
    {
        var found = FaultCatalogue.Suspect(FaultCatalogue.Foreign, facts, limits);
        return Suspicions.Due(found, facts, now) is { } due ? Final(facts, due)
            : found.Count > 0 ? Progressing(facts, found[0].Describe().Message, found[0].FatalAt)
            : null;
    }

    /// <summary>What was wrong a moment ago and will be again; null when nothing was.</summary>
    static Judgement? ByRelapse(RolloutFacts facts, DateTimeOffset now, JudgeLimits limits) =>
        Suspicions.Due(FaultCatalogue.Suspect(FaultCatalogue.Relapses, facts, limits), facts, now) is { } due ? Final(facts, due) : null;

    /// <summary>By the controller's counts, which have decided; what is known of the pods may be a moment behind.</summary>
    static Judgement Complete(WorkloadFacts controller, string completion) => new(new RolloutReading(
        RolloutState.Complete,
        completion,
        new RolloutCounts(controller.Desired, controller.Updated, controller.Updated, controller.Available, controller.Desired)));

    static Judgement Waiting(RolloutFacts facts, List<Suspicion> found, DateTimeOffset now)
    {
        var first = Suspicions.Next(found, now);
        var news = found.Find(suspicion => !suspicion.Rule.IsCommon || suspicion.Rule == ImageRules.Slow);
        return Progressing(facts, news.Rule is null ? Progress(facts) : $"{Progress(facts)}; {Watched(news, now)}", first);
    }

    static string Watched(Suspicion suspicion, DateTimeOffset now) => suspicion.FatalAt > now
        ? string.Create(CultureInfo.InvariantCulture, $"{suspicion.Describe().Message} ({suspicion.Rule.Code} unless it passes by {suspicion.FatalAt.UtcDateTime:HH:mm:ss})")
        : suspicion.Describe().Message;

    /// <summary>The suspicion in words that claim no more time than has passed.</summary>
    static Suspicion Early(Suspicion suspicion, DateTimeOffset now)
    {
        var symptom = suspicion.Describe();
        return suspicion.Rule.Early.Length == 0 || suspicion.FatalAt <= now
            ? suspicion
            : suspicion with { Describe = () => symptom with { Message = $"container {symptom.Container}: {suspicion.Rule.Early}" } };
    }

    static Judgement Final(RolloutFacts facts, Suspicion suspicion)
    {
        var (rule, culprit) = (suspicion.Rule, suspicion.Describe());
        var fault = new Fault(rule.Code, $"{facts.Workload.Cluster}/{facts.Workload.Namespace}/{culprit.Kind}/{culprit.Name}", culprit.Message, rule.Hint, ImmutableArray<string>.Empty);
        return new Judgement(new RolloutReading(rule.State, $"{rule.Code}: {culprit.Message}", Counts(facts), fault), null, culprit);
    }

    static string Progress(RolloutFacts facts)
    {
        var counts = Counts(facts);
        var unready = counts.Updated - counts.Ready;
        var old = counts.Total - counts.Updated;
        return $"{counts.Updated} of {counts.Desired} updated{(unready > 0 ? $", {unready} not ready" : "")}{(old > 0 ? $", {old} old" : "")}";
    }
}
