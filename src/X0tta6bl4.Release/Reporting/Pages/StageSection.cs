using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>The stages one by one.</summary>
static class StageSection
{
    public static Markup Of(ReleaseReport report) =>
        Section.Of("stages", "Stages", Table.Of(["Stage", "Result", "Time", "Allowed", "Owner", "What happened"], report.Stages.Select(Row)));

    static Markup[] Row(ReportedStage stage) =>
    [
        PageText.Whole(stage.Name),
        ResultOf(stage).Markup,
        PageText.Whole(stage.Duration is { } duration ? Durations.Text(duration) : ""),
        PageText.Whole(Durations.Text(stage.Budget)),
        Markup.Of($"{stage.Owner}"),
        Markup.Of($"{stage.Message}"),
    ];

    /// <summary>How a stage went.</summary>
    public static Mark ResultOf(ReportedStage stage) => stage.Spans.IsEmpty && stage.Ending is null ? new Mark(Tone.None, "not run") : Mark.Of(stage.Ending);
}
