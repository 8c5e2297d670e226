namespace X0tta6bl4.Release.Planning;

/// <summary>The stages at a glance: how long each can take at most, of which budget, and what that time is made of.</summary>
static class CriticalPathText
{
    /// <summary>A heading and a line for each stage; lines end with a line feed.</summary>
    public static string Of(Plan plan)
    {
        var path = CriticalPath.Of(plan);
        var soaks = CriticalPath.Sum(path.Stages.SelectMany(stage => stage.Waves).Select(wave => wave.Soak));
        var rows = plan.Stages.Zip(path.Stages, (stage, part) => (stage.Name, Time: Time(stage, part), Parts: Parts(stage, part))).ToArray();
        var (name, time) = (rows.Select(row => row.Name.Length).DefaultIfEmpty().Max(), rows.Select(row => row.Time.Length).DefaultIfEmpty().Max());
        return $"Critical path: at most {Durations.Text(path.Most)} of {Durations.Text(plan.Budget)}{(soaks > TimeSpan.Zero ? $", {Durations.Text(soaks)} of it soaks" : "")}; by the steps' limits, lanes of a wave side by side\n"
            + string.Concat(rows.Select(row => $"  {row.Name.PadRight(name)}  {row.Time.PadRight(time)}  {row.Parts}\n"));
    }

    static string Time(PlannedStage stage, CriticalStage part)
    {
        var budget = stage.SharesBudgetWith is { } other ? $"the budget of {other}" : Durations.Text(stage.Budget);
        return IsByHand(stage) ? budget : $"{Durations.Text(part.Most)} of {budget}";
    }

    static string Parts(PlannedStage stage, CriticalStage part) => IsByHand(stage) ? $"by hand, {stage.Owner}"
        : string.Join(", then ", part.Waves.Select(wave => $"{wave.Lane} {Durations.Text(wave.Limit)}{(wave.Soak > TimeSpan.Zero ? $", soak {Durations.Text(wave.Soak)}" : "")}"));

    static bool IsByHand(PlannedStage stage) => stage.ByHand is not null && stage.Waves.IsEmpty;
}
