using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>How much time stages have left. Stages that share a budget use it up together; nothing gets more than what is left of the release's own.</summary>
sealed class BudgetClock
{
    readonly Plan plan;
    readonly TimeProvider time;
    readonly long start;
    readonly Dictionary<string, TimeSpan> used = [];
    long stageStart;

    public BudgetClock(Plan plan, TimeProvider time) => (this.plan, this.time, start) = (plan, time, time.GetTimestamp());

    /// <summary>Starts a stage and says how long it may take, and by which budget; at least a millisecond, so that a used-up budget ends it at once.</summary>
    public (TimeSpan Limit, string Budget) Start(PlannedStage stage)
    {
        stageStart = time.GetTimestamp();
        var owner = plan.Stages.FirstOrDefault(s => s.Name == Group(stage))?.Budget ?? stage.Budget;
        var (stageLeft, releaseLeft) = (owner - used.GetValueOrDefault(Group(stage)), plan.Budget - time.GetElapsedTime(start));
        var name = releaseLeft < stageLeft ? $"the release's budget of {Durations.Text(plan.Budget)}"
            : plan.Stages.Any(other => other.Name != stage.Name && Group(other) == Group(stage)) ? $"the budget of {Durations.Text(owner)} that it shares"
            : $"its budget of {Durations.Text(owner)}";
        var left = releaseLeft < stageLeft ? releaseLeft : stageLeft;
        return (left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), name);
    }

    /// <summary>Ends the stage that was started last.</summary>
    public void Stop(PlannedStage stage) => used[Group(stage)] = used.GetValueOrDefault(Group(stage)) + time.GetElapsedTime(stageStart);

    static string Group(PlannedStage stage) => stage.SharesBudgetWith ?? stage.Name;
}
