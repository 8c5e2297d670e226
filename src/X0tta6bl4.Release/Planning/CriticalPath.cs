using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>The longest chain of limits of time through a plan: placements of a wave run side by side, waves and stages follow one another.</summary>
/// <param name="Stages">Its part in each stage, in order.</param>
public sealed record CriticalPath(ImmutableArray<CriticalStage> Stages)
{
    /// <summary>The sum of it.</summary>
    public TimeSpan Most => Sum(Stages.Select(stage => stage.Most));

    /// <summary>Finds it.</summary>
    public static CriticalPath Of(Plan plan) => new([.. plan.Stages.Select(stage => new CriticalStage(stage.Name, [.. stage.Waves.Select(Of)]))]);

    // Of several that are as long, the first.
    static CriticalWave Of(PlannedWave wave) => wave.Lanes.Select(lane => new CriticalWave(lane.Name, Sum(lane.Steps.Select(step => step.Limit)), wave.Soak)).MaxBy(lane => lane.Limit)
        ?? new CriticalWave("", TimeSpan.Zero, wave.Soak);

    internal static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + span);
}

/// <summary>One stage's part of the critical path.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Waves">Its waves, in order; empty when the build does nothing in it.</param>
public sealed record CriticalStage(string Stage, ImmutableArray<CriticalWave> Waves)
{
    /// <summary>The sum of it.</summary>
    public TimeSpan Most => CriticalPath.Sum(Waves.Select(wave => wave.Limit + wave.Soak));
}

/// <summary>One wave's part of the critical path.</summary>
/// <param name="Lane">The lane whose steps' limits add up to most; empty for a wave without any.</param>
/// <param name="Limit">That sum.</param>
/// <param name="Soak">Time that is waited afterwards.</param>
public sealed record CriticalWave(string Lane, TimeSpan Limit, TimeSpan Soak);
