namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>How a release ended, as a page begins with it.</summary>
/// <param name="Mark">In one or two words.</param>
/// <param name="Lead">In one sentence.</param>
sealed record OutcomeWords(Mark Mark, string Lead)
{
    /// <summary>The words for a release.</summary>
    public static OutcomeWords Of(ReleaseReport report) => (report.Outcome, LastCode(report)) switch
    {
        ("done", _) => new OutcomeWords(new Mark(Tone.Good, "Done"), "Everything runs as planned."),
        ("undone", ExitCode.Done) => new OutcomeWords(new Mark(Tone.None, "Taken back"), "Everything it changed is as before."),
        ("undone", _) => new OutcomeWords(new Mark(Tone.Bad, "Failed and undone"), "Everything it changed is as before."),
        ("closed", _) => new OutcomeWords(new Mark(Tone.None, "Closed"), "It was given up as it stands."),
        ("refused", _) => new OutcomeWords(new Mark(Tone.Doubt, "Refused"), "Nothing was changed."),
        ("prepared", _) => new OutcomeWords(new Mark(Tone.None, "Prepared"), "Nothing live is changed yet."),
        (_, ExitCode.NotUndone) => new OutcomeWords(new Mark(Tone.Bad, "Failed, not fully undone"), "It needs a human now."),
        _ => new OutcomeWords(new Mark(Tone.Doubt, "Open"), "It is not at its end: something is changed, and something is left to do."),
    };

    static int? LastCode(ReleaseReport report) => report.Runs.IsEmpty ? null : report.Runs[^1].ExitCode;
}
