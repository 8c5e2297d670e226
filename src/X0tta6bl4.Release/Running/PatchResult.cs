namespace X0tta6bl4.Release.Running;

/// <summary>How an API server answered a patch.</summary>
public abstract record PatchResult
{
    private protected PatchResult()
    {
    }

    /// <summary>Why the change is not known to be in; null when it is.</summary>
    public virtual string? Trouble => null;

    /// <summary>The change is in.</summary>
    /// <param name="Generation"><c>metadata.generation</c> after it.</param>
    public sealed record Applied(long Generation) : PatchResult;

    /// <summary>A test did not hold, or the object changed meanwhile (422 or 409): nothing was changed.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record Refused(string Message) : PatchResult
    {
        /// <inheritdoc/>
        public override string Trouble => Message;
    }

    /// <summary>The connection was lost before the answer; whether the change is in must be read.</summary>
    /// <param name="Message">What was seen.</param>
    public sealed record Unanswered(string Message) : PatchResult
    {
        /// <inheritdoc/>
        public override string Trouble => Message;
    }
}
