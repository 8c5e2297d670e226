namespace Nuke.Common.Execution;

/// <summary>What must hold for a target to run, with its text as the reason for skipping.</summary>
internal sealed record Condition(string Text, Func<bool> Holds)
{
    /// <summary>Takes the compiler's text of a lambda and drops the head and the line breaks: <c>() =&gt; A</c> reads <c>A</c>.</summary>
    public static Condition Of(string? expression, Func<bool> holds)
    {
        var text = string.Join(' ', (expression ?? "condition").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var arrow = text.StartsWith('(') ? text.IndexOf("=> ", StringComparison.Ordinal) : -1;
        return new Condition(arrow < 0 ? text : text[(arrow + 3)..], holds);
    }
}
