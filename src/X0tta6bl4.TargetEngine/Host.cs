using Nuke.Common.Output;

namespace Nuke.Common;

/// <summary>Where the build runs: a terminal or a build server. Build servers get log folds and annotations.</summary>
public abstract class Host
{
    /// <summary>Creates a host.</summary>
    protected Host()
    {
    }

    internal virtual void OpenBlock(BuildOutput output, string name, DateTimeOffset now)
    {
        output.Line();
        output.Line($"── {name} {new string('─', Math.Max(2, 60 - name.Length))}", Tone.Heading);
    }

    internal virtual void CloseBlock(BuildOutput output, string name, DateTimeOffset now)
    {
    }

    /// <summary>How one error is written; a build server's annotation is one line, whatever the text.</summary>
    internal virtual string FormatError(string text) => text;

    internal virtual string FormatWarning(string text) => text;

    /// <inheritdoc/>
    public override string ToString() => GetType().Name;
}
