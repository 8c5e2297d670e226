using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Targets;

/// <summary>Ends a target with a message for the operator and an exit code. Not an error of the program: its message is all there is to know.</summary>
public sealed class RefusalException : Exception
{
    /// <summary>Ends with a message.</summary>
    /// <param name="exitCode">See <see cref="Reporting.ExitCode"/>.</param>
    /// <param name="message">One or more lines.</param>
    public RefusalException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    /// <summary>Refuses before any change: every problem on a line of its own.</summary>
    public RefusalException(IEnumerable<Problem> problems)
        : this(Reporting.ExitCode.Refused, string.Join(Environment.NewLine, problems))
    {
    }

    /// <summary>Refuses for what was found on the estate: how much it is, what to do then, and every finding once on a line of its own.</summary>
    public static RefusalException Of(IReadOnlyCollection<Problem> findings) => new(
        Reporting.ExitCode.Refused,
        $"{findings.Count} finding{(findings.Count == 1 ? "" : "s")}; this run changed nothing. Mend what is found and type the same command again.{Environment.NewLine}{string.Join(Environment.NewLine, findings)}");

    /// <summary>The exit code of the process.</summary>
    public int ExitCode { get; }
}
