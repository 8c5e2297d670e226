using System.Globalization;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.OverTime;

/// <summary>What holds at every moment, whoever the controllers are. Pure.</summary>
static class RolloutRules
{
    /// <summary>What a run breaks; nothing when all is well.</summary>
    public static IEnumerable<string> Broken(RolloutCase known, RolloutTrace trace) => trace.Phases
        .SelectMany((phase, number) => (known.Kind == "Deployment" ? Deployment(known, phase, number) : StatefulSet(known, phase)).Select(broken => $"phase {number}: {broken}"));

    // While pods are made for the first time there are too few of them, whatever the strategy.
    static IEnumerable<string> Deployment(RolloutCase known, RolloutPhase phase, int number)
    {
        var (before, after) = (known.Replicas(Math.Max(0, number - 1)), known.Replicas(number));
        if (known.Spec.Text("strategy", "type") == "Recreate")
        {
            return phase.Parts.Where(state => Sets(state) is var sets && sets.Any(set => set[0] > 0) && sets.Count(set => set[1] > 0) > 1).Select(state => $"two versions at once: {state}");
        }

        var most = Math.Max(before, after) + Rolling(known, Math.Max(before, after)).MaxSurge;
        var least = number == 0 ? 0 : Math.Min(before, after) - Rolling(known, Math.Min(before, after)).MaxUnavailable;
        return
        [
            .. phase.Parts.Where(state => Sets(state).Sum(set => set[0]) > most).Select(state => $"more than {most} pods wanted: {state}"),
            .. phase.Workload.Where(state => Numbers(state)[3] < least && state != "0 0 0 0").Select(state => $"fewer than {least} pods available: {state}"),
            .. phase.Workload.Where(state => Numbers(state) is var counts && (counts[3] > counts[2] || counts[2] > counts[0] || counts[1] > counts[0])).Select(state => $"more available than ready, or more ready or updated than there are: {state}"),
        ];
    }

    // In order: a pod is made when those before it are ready, and one is taken away only when no other is missing or not ready.
    static IEnumerable<string> StatefulSet(RolloutCase known, RolloutPhase phase)
    {
        if (known.Spec.Text("podManagementPolicy") == "Parallel")
        {
            yield break;
        }

        var waiting = new HashSet<string>();
        foreach (var step in phase.Parts.Select(part => part.Split(' ')))
        {
            if (step[0] is "added" && waiting.Any(pod => pod != step[1]))
            {
                yield return $"{step[1]} was made before {string.Join(", ", waiting)} was ready";
            }

            _ = step[0] == "ready" ? waiting.Remove(step[1]) : step[0] == "added" && waiting.Add(step[1]);
        }
    }

    static RollingUpdate Rolling(RolloutCase known, int replicas)
    {
        var manifest = known.Manifest();
        manifest["spec"]!["replicas"] = replicas;
        manifest.Ensure("spec", "strategy")["type"] ??= "RollingUpdate";
        var rolling = manifest.Ensure("spec", "strategy", "rollingUpdate");
        rolling["maxSurge"] ??= "25%";
        rolling["maxUnavailable"] ??= "25%";
        return RollingUpdate.Of(manifest);
    }

    static int[][] Sets(string state) => [.. state.Split(" | ", StringSplitOptions.RemoveEmptyEntries).Select(set => Numbers(set[(set.IndexOf(':', StringComparison.Ordinal) + 2)..]))];

    static int[] Numbers(string counts) => [.. counts.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
