using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Targets;

/// <summary>Ends a target with a message for the operator and an exit code. Not an error of the program: its message is all there is to know.</summary>
public sealed class RefusalException : Exception
{
    readonly string head;
    readonly ImmutableArray<Problem> problems;

    /// <summary>Ends with a message.</summary>
    /// <param name="exitCode">See <see cref="Reporting.ExitCode"/>.</param>
    /// <param name="message">One or more lines.</param>
    public RefusalException(int exitCode, string message)
        : this(exitCode, message, [])
    {
    }

    /// <summary>Refuses before any change: every problem on a line of its own.</summary>
    public RefusalException(IEnumerable<Problem> problems)
        : this(Reporting.ExitCode.Refused, "", [.. problems])
    {
    }

    RefusalException(int exitCode, string head, ImmutableArray<Problem> problems, RefusalException? inner = null)
        : base(string.Join(Environment.NewLine, problems.Select(problem => problem.ToString()).Prepend(head).Where(line => line.Length > 0)), inner) =>
        (ExitCode, this.head, this.problems) = (exitCode, head, problems);

    /// <summary>Refuses for what was found on the estate: how much it is, what to do then, and every finding once on a line of its own.</summary>
    public static RefusalException Of(IReadOnlyCollection<Problem> findings) => new(
        Reporting.ExitCode.Refused,
        $"{findings.Count} finding{(findings.Count == 1 ? "" : "s")}; this run changed nothing. Mend what is found and type the same command again.",
        [.. findings]);

    /// <summary>The exit code of the process.</summary>
    public int ExitCode { get; }

    /// <summary>The same in the language of whoever reads it. What is inside goes on in English, so this is for the last step before an engine prints it.</summary>
    public RefusalException In(Translator translator) =>
        translator == Translator.English ? this : new RefusalException(ExitCode, translator.Of(head), [.. problems.Select(problem => problem.In(translator))], this);
}
