namespace X0tta6bl4.Release.Planning;

/// <summary>A part of the estate (cluster, registry, endpoint) could not be read or changed. Adapters translate every foreign exception into this one.</summary>
public sealed class EstateAccessException : Exception
{
    /// <summary>Makes an exception. Its message names the subject once, whether or not <paramref name="message"/> does.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="subject">Which part: a cluster, an object, a registry's URL.</param>
    /// <param name="message">What was seen and what was wanted, in one line; free of secrets.</param>
    /// <param name="inner">The foreign exception, shown only in verbose output.</param>
    public EstateAccessException(AccessFailure kind, string subject, string message, Exception? inner = null)
        : base(message.StartsWith(subject, StringComparison.Ordinal) ? message : $"{subject}: {message}", inner)
    {
        Kind = kind;
        Subject = subject;
        Reason = message.StartsWith(subject + ": ", StringComparison.Ordinal) ? message[(subject.Length + 2)..] : message;
    }

    /// <summary>Why.</summary>
    public AccessFailure Kind { get; }

    /// <summary>Which part of the estate.</summary>
    public string Subject { get; }

    /// <summary>What was seen and what was wanted, without the subject.</summary>
    public string Reason { get; }
}
