using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal.Tests;

/// <summary>Moments of a run to look at: the recorded release that failed, with a guard, endpoints and progress that no journal keeps.</summary>
static class Moments
{
    public const string Agents = "UpdateAgents/1/agents@east/update", Reports = "UpdateAgents/1/reports@east/update", Guard = "UpdateAgents/guards/errors/watch";

    static readonly Gate Errors = new()
    {
        Name = "errors", Title = "Errors", Cluster = "east", Query = "errors", LeastRequests = 10, Limit = new GateLimit.AtMost(0.01), Unit = GateUnit.Share, Window = TimeSpan.FromMinutes(1),
    };

    /// <summary>When the recorded release began.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Plan Plan { get; } = RecordedRelease.Plan with
    {
        Stages = [.. RecordedRelease.Plan.Stages.Select(stage => stage.Name != "UpdateAgents" ? stage : stage with { Guards = [new Step.WatchGate(Errors) { Id = Guard, Limit = stage.Budget }] })],
    };

    public static LiveState Before { get; } = new() { Plan = Plan, Release = new ReleaseState() };

    /// <summary>Before the last of some checks has ended.</summary>
    public static LiveState Checking { get; } = Until(entry => entry is JournalEntry.StepEnded { Step: "Prepare/1/agents@west/backup" });

    /// <summary>One rollout is watched, another has ended well, and everything else that can be shown is.</summary>
    public static LiveState Updating { get; } = Until(entry => entry is JournalEntry.StepEnded { Step: Reports })
        .With(new RunProgress(Reports, "2 of 4 updated, 1 not ready; image example/reports:2.3.1 is being pulled on node-7 (K-IMG-SLOW unless it passes by 03:06:26)") { Counts = new RolloutCounts(4, 2, 1, 3, 5) })
        .With(new RunProgress(Guard, "passed, 0.02 % of 12,345 requests; wanted at most 1 %"))
        .With(new AvailabilityFigure("api", new ProbeCount(1234, 3, 0, 0, "503 Service Unavailable")))
        .With(new AvailabilityFigure("web", new ProbeCount(1230, 0, 0, 0, "")));

    /// <summary>The rollout has failed, the stage has not ended yet.</summary>
    public static LiveState Failed { get; } = Until(entry => entry is JournalEntry.StageEnded { Stage: "UpdateAgents" });

    /// <summary>The newest change is undone, the next one is being undone.</summary>
    public static LiveState Undoing { get; } = Until(entry => entry is JournalEntry.UndoEnded { Step: Agents }).With(new RunProgress(Agents, "1 of 4 updated, 3 old") { Counts = new RolloutCounts(4, 1, 1, 4, 4) });

    /// <summary>A wave of many placements: some failed, running and done, the rest waiting.</summary>
    public static LiveState Many(int placements)
    {
        var update = Plan.Updates.First();
        var lanes = Enumerable.Range(1, placements).Select(number => new PlannedLane($"gateway-{number:000}@east", [update with { Id = $"UpdateGateway/1/gateway-{number:000}@east/update" }])).ToImmutableArray();
        var plan = Plan with { Stages = [.. Plan.Stages.Select(stage => stage.Name != "UpdateGateway" ? stage : stage with { Waves = [new PlannedWave(1, lanes, TimeSpan.Zero)] })] };
        var begun = lanes.Take(placements / 2).Select(lane => lane.Steps[0].Id).ToArray();
        IEnumerable<JournalEntry> entries =
        [
            new JournalEntry.StageStarted("UpdateGateway") { At = Start },
            .. begun.Select(id => new JournalEntry.StepStarting(id, null) { At = Start }),
            .. begun.Take(placements / 3).Select(id => new JournalEntry.StepEnded(id, Ending.Done, "runs 2.3.1") { At = Start.AddSeconds(9) }),
            new JournalEntry.StepEnded(begun[^1], Ending.Failed, "image example/gateway:2.3.1 cannot be pulled: not found") { At = Start.AddSeconds(9) },
        ];
        return entries.Aggregate(new LiveState { Plan = plan, Release = new ReleaseState() }, (state, entry) => state.With(entry));
    }

    static LiveState Until(Func<JournalEntry, bool> end) => RecordedRelease.Entries("failed-and-undone").TakeWhile(entry => !end(entry)).Aggregate(Before, (state, entry) => state.With(entry));
}
