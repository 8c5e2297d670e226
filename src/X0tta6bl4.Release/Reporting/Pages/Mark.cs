using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>A tone with its word.</summary>
/// <param name="Tone">The tone.</param>
/// <param name="Word">The word.</param>
readonly record struct Mark(Tone Tone, string Word)
{
    /// <summary>Name of the tone in style and signs.</summary>
    public string Class => Tone switch { Tone.Good => "good", Tone.Bad => "bad", Tone.Doubt => "doubt", _ => "none" };

    /// <summary>Sign and word.</summary>
    public Markup Markup => Markup.Of($"<span class=\"mark {Class}\">{Sign}{Word}</span>");

    /// <summary>The sign; the word beside it says the same to those who do not see it.</summary>
    public Markup Sign => Markup.Of($"<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#{Class}\"/></svg>");

    /// <summary>How something ended; null when it did not end.</summary>
    public static Mark Of(Ending? ending) => ending switch
    {
        Ending.Done => new Mark(Tone.Good, "done"),
        Ending.Skipped => new Mark(Tone.None, "skipped"),
        Ending.Failed => new Mark(Tone.Bad, "failed"),
        Ending.Held => new Mark(Tone.Doubt, "waits for a human"),
        Ending.Stopped => new Mark(Tone.Doubt, "stopped"),
        _ => new Mark(Tone.Doubt, "cut off"),
    };

    /// <summary>A verdict in its words.</summary>
    public static Mark OfVerdict(string verdict) => new(
        verdict switch
        {
            "passed" => Tone.Good,
            "failed" => Tone.Bad,
            "not measured" => Tone.None,
            _ => Tone.Doubt,
        },
        verdict);

    /// <summary>Which version a placement has.</summary>
    public static Mark OfRuns(string runs) => runs switch
    {
        "planned" => new Mark(Tone.Good, "as planned"),
        "before" => new Mark(Tone.None, "as before"),
        _ => new Mark(Tone.Doubt, "not certain"),
    };
}
