namespace X0tta6bl4.Release.Parameters;

/// <summary>One mistake in what the operator gave: where it stands, what is wrong and allowed, and what to do next.</summary>
/// <param name="Where">A file position such as <c>build/runbook.yaml(12,5)</c>, an option such as <c>--version</c>, or an object such as <c>k3s-spb/x0tta6bl4-system/deployment/cultural-agents-spb</c>.</param>
/// <param name="Message">What is wrong, and what is allowed; one line, no trailing full stop needed.</param>
/// <param name="Hint">What to type or change next; empty when the message says it all.</param>
public sealed record Problem(string Where, string Message, string Hint = "")
{
    /// <summary>The problem as one line: <c>WHERE: MESSAGE (HINT)</c>.</summary>
    public override string ToString() => Hint.Length == 0 ? $"{Where}: {Message}" : $"{Where}: {Message} ({Hint})";
}
