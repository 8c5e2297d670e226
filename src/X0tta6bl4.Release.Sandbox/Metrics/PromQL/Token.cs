namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

internal enum TokenKind
{
    End,
    Identifier,
    Number,
    Duration,
    Text,
    Symbol,
}

/// <summary>One word of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is written; a text without its quotes.</param>
/// <param name="At">Its offset.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At);
