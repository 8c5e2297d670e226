using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Tests.Replaying;

/// <summary>Plays a stream into the judge, as a watch would: anew at each event, and when a window of time ends between two.</summary>
sealed class Replay(RecordedStream stream)
{
    readonly Dictionary<string, RevisionFacts> revisions = new(StringComparer.Ordinal);
    readonly Dictionary<string, PodFacts> pods = new(StringComparer.Ordinal);
    readonly Dictionary<string, EventFacts> events = new(StringComparer.Ordinal);
    WorkloadFacts? workload;

    /// <summary>Every verdict in turn, with when it fell; one that repeats itself counts once.</summary>
    public static ImmutableArray<Fallen> Run(RecordedStream stream)
    {
        var replay = new Replay(stream);
        var fallen = ImmutableArray.CreateBuilder<Fallen>();
        DateTimeOffset? lookAgain = null;
        foreach (var moment in stream.Events.GroupBy(told => told.At))
        {
            var at = stream.Start.AddSeconds(moment.Key);
            while (lookAgain < at)
            {
                lookAgain = replay.JudgeAt(lookAgain.Value, fallen);
            }

            replay.Take(moment);
            lookAgain = replay.JudgeAt(at, fallen);
        }

        // A recording ends when nothing more is told; time goes on.
        while (lookAgain is { } later && fallen[^1].Reading.State == RolloutState.Progressing)
        {
            lookAgain = replay.JudgeAt(later, fallen);
        }

        return fallen.ToImmutable();
    }

    /// <summary>The verdict after some events in the order given, at a moment.</summary>
    public static RolloutReading? Final(RecordedStream stream, IEnumerable<Told> told, double at)
    {
        var replay = new Replay(stream);
        replay.Take(told);
        return replay.Judge(stream.Start.AddSeconds(at))?.Reading;
    }

    DateTimeOffset? JudgeAt(DateTimeOffset at, ImmutableArray<Fallen>.Builder fallen)
    {
        if (Judge(at) is not { } judgement)
        {
            return null;
        }

        if (fallen.Count == 0 || fallen[^1].Reading != judgement.Reading)
        {
            fallen.Add(new Fallen(Math.Round((at - stream.Start).TotalSeconds, 3), judgement.Reading));
        }

        return judgement.LookAgain is { } again && again > at ? again : null;
    }

    Judgement? Judge(DateTimeOffset at) => workload is null
        ? null
        : RolloutJudge.Judge(workload.With(stream.Workload, Surroundings.Of(revisions.Values, pods.Values, events.Values)), stream.Expected, at, new JudgeLimits());

    void Take(IEnumerable<Told> told)
    {
        foreach (var item in told)
        {
            var isGone = item.Type == "DELETED";
            switch (item.Kind)
            {
                case "ReplicaSet" or "ControllerRevision":
                    Set(revisions, item, isGone ? null : RevisionFacts.Read(item.Object));
                    break;
                case "Event":
                    Set(events, item, isGone ? null : EventFacts.Read(item.Object));
                    break;
                case "Pod":
                    Set(pods, item, isGone ? null : PodFacts.Read(item.Object));
                    break;
            }

            if (item.Kind == stream.Workload.Kind && item.Name == stream.Workload.Name)
            {
                workload = isGone ? null : WorkloadKind.Of(stream.Workload).Read(item.Object);
            }
        }
    }

    static void Set<T>(Dictionary<string, T> known, Told item, T? facts)
    {
        if (facts is null)
        {
            known.Remove(item.Name);
        }
        else
        {
            known[item.Name] = facts;
        }
    }
}

/// <summary>A verdict, and how many seconds after the start it fell.</summary>
sealed record Fallen(double At, RolloutReading Reading);
