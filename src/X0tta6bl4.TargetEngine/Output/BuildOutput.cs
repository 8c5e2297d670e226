namespace Nuke.Common.Output;

/// <summary>The engine's only way to print: redacted, coloured where that is wanted, one flushed line at a time.</summary>
internal sealed class BuildOutput(TextWriter standard, TextWriter error, bool colours)
{
    readonly Lock gate = new();

    public Redactor Redactor { get; set; } = Redactor.None;

    /// <summary>Asked anew for each line: a build may change it while it runs.</summary>
    public Func<Verbosity> Verbosity { get; set; } = () => Nuke.Common.Verbosity.Normal;

    /// <summary>Prints a line at normal verbosity.</summary>
    public void Line(string text = "", Tone tone = Tone.Plain) => Write(standard, text, tone, Nuke.Common.Verbosity.Normal);

    /// <summary>Prints a line that minimal verbosity shows, too: warnings and the summary.</summary>
    public void ImportantLine(string text = "", Tone tone = Tone.Plain) => Write(standard, text, tone, Nuke.Common.Verbosity.Minimal);

    /// <summary>Prints a line at any verbosity: errors and what was asked for.</summary>
    public void AlwaysLine(string text = "", Tone tone = Tone.Plain) => Write(standard, text, tone, Nuke.Common.Verbosity.Quiet);

    /// <summary>Prints a line to standard error, at any verbosity.</summary>
    public void ErrorLine(string text) => Write(error, text, Tone.Plain, Nuke.Common.Verbosity.Quiet);

    /// <summary>Asked anew for each line: whether standard output is kept for something that a program reads, so that all lines go to standard error.</summary>
    public Func<bool> IsReserved { get; init; } = () => false;

    void Write(TextWriter writer, string text, Tone tone, Verbosity upTo)
    {
        if (Verbosity() > upTo)
            return;
        // Whether standard error shows colours is not known.
        if (IsReserved())
            (writer, tone) = (error, Tone.Plain);
        var redacted = Redactor.Redact(text);
        lock (gate)
        {
            writer.Write((colours && redacted.Length > 0 ? Colour(tone, redacted) : redacted) + "\n");
            writer.Flush();
        }
    }

    static string Colour(Tone tone, string text) => tone switch
    {
        Tone.Faint => $"\e[2m{text}\e[0m",
        Tone.Heading => $"\e[1m{text}\e[0m",
        Tone.Good => $"\e[32m{text}\e[0m",
        Tone.Warning => $"\e[33m{text}\e[0m",
        Tone.Bad => $"\e[31m{text}\e[0m",
        _ => text,
    };
}
