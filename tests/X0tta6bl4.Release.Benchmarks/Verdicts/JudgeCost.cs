using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Benchmarks.Verdicts;

/// <summary>What one judgement of a Deployment with 100 pods costs: once with every new pod well, once with every one in a crash loop.</summary>
static class JudgeCost
{
    const int Pods = 100;
    const int Rounds = 200;
    const int Inner = 20;

    static readonly WorkloadReference Workload = new("benchmark", RolloutObjects.Namespace, "Deployment", RolloutObjects.Name);

#pragma warning disable CS1998 // The other measures wait; this one only counts.
    public static async IAsyncEnumerable<Line> MeasureAsync()
#pragma warning restore CS1998
    {
        foreach (var (name, isWell) in new[] { ("50 of 100 pods ready", true), ("50 of 100 pods crash", false) })
        {
            var (times, bytes) = Measure(isWell);
            yield return Line.OfRuns($"judge: {name}, time", times, "us", 200);
            yield return Line.OfRuns($"judge: {name}, allocated", [bytes / 1024], "KB", 64);
        }
    }

    static (double[] Microseconds, double Bytes) Measure(bool isWell)
    {
        var deployment = DeploymentFacts.Read(RolloutObjects.Deployment(Pods + 1, Pods, Pods / 2));
        var around = Surroundings.Of(
            [RevisionFacts.Read(RolloutObjects.Set("old", Pods / 2)), RevisionFacts.Read(RolloutObjects.Set("new", Pods / 2))],
            Enumerable.Range(1, Pods).Select(number => PodFacts.Read(Pod(number, isWell))));
        var (now, limits, expected) = (TimeProvider.System.GetUtcNow(), new JudgeLimits(), new Expectation(2, RolloutObjects.Name, "shop/web:new"));
        var times = new double[Rounds];
        var before = 0L;
        for (var round = -20; round < Rounds; round++)
        {
            before = round == 0 ? GC.GetAllocatedBytesForCurrentThread() : before;
            var start = TimeProvider.System.GetTimestamp();
            for (var repeat = 0; repeat < Inner; repeat++)
            {
                RolloutJudge.Judge(deployment.With(Workload, around), expected, now, limits);
            }

            if (round >= 0)
            {
                times[round] = TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / Inner;
            }
        }

        return (times, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Rounds * Inner));
    }

    static JsonObject Pod(int number, bool isWell)
    {
        var isNew = number <= Pods / 2;
        var pod = RolloutObjects.Pod(isNew ? "new" : "old", number, isReady: !isNew || isWell);
        if (isNew && !isWell)
        {
            var status = pod["status"]!["containerStatuses"]![0]!;
            status["restartCount"] = 3;
            status["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CrashLoopBackOff", ["message"] = "back-off 40s restarting failed container" } };
            status["lastState"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 1, ["reason"] = "Error" } };
        }

        return pod;
    }
}
