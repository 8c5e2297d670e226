using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A release of many placements, each with the steps that a placement has: updated, half of them undone again.</summary>
static class WideRelease
{
    /// <summary>Plan and journal.</summary>
    public static (Plan Plan, ImmutableArray<JournalEntry> Entries) Of(Plan plan, int placements)
    {
        var stage = plan.Stages.First(stage => stage.Changes);
        var lanes = Enumerable.Range(1, placements).Select(number => Lane(stage.Waves[0].Lanes[0], number)).ToImmutableArray();
        plan = plan with { Stages = [plan.Stages[0], stage with { Waves = [stage.Waves[0] with { Lanes = lanes }] }] };
        return (plan, [.. Entries(stage.Name, lanes)]);
    }

    static PlannedLane Lane(PlannedLane lane, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"component-of-the-platform-{number:000}");
        return new PlannedLane($"{name}@some-cluster-{number % 3}", [.. lane.Steps.Select(step => Renamed(step, name))]);
    }

    static Step Renamed(Step step, string name) => (step with { Id = $"UpdateGateway/1/{name}/{step.Id.Split('/')[3]}" }) switch
    {
        Step.UpdateWorkload update => update with { Workload = update.Workload with { Name = name } },
        Step.VerifyImage verify => verify with { Workload = verify.Workload with { Name = name } },
        var other => other,
    };

    static IEnumerable<JournalEntry> Entries(string stage, ImmutableArray<PlannedLane> lanes)
    {
        var at = Lab.Start;
        yield return new JournalEntry.RunStarted("anna", "runner-1", "Release") { At = at };
        yield return new JournalEntry.StageStarted(stage) { At = at };
        foreach (var step in lanes.SelectMany(lane => lane.Steps))
        {
            yield return new JournalEntry.StepStarting(step.Id, null) { At = at };
            at = at.AddSeconds(3);
            yield return new JournalEntry.StepEnded(step.Id, Ending.Done, "runs 2.3.1 (sha256:e407837feae1): 4 of 4 updated and available") { At = at };
        }

        yield return new JournalEntry.StageEnded(stage, Ending.Failed, "stopped") { At = at };
        yield return new JournalEntry.RollbackStarted("a gate failed") { At = at };
        foreach (var step in lanes.Take(lanes.Length / 2).Select(lane => lane.Steps[0]))
        {
            yield return new JournalEntry.UndoStarting(step.Id) { At = at };
            at = at.AddSeconds(2);
            yield return new JournalEntry.UndoEnded(step.Id, Ending.Done, "runs 2.3.0 again: 4 of 4 available") { At = at };
        }

        yield return new JournalEntry.RollbackEnded(Ending.Stopped, "not everything is undone") { At = at };
    }
}
