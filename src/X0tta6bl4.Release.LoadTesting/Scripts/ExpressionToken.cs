namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What is written, without quotes.</param>
internal readonly record struct ExpressionToken(ExpressionToken.Of Kind, string Text)
{
    /// <summary>What a word can be.</summary>
    internal enum Of
    {
        /// <summary>The expression is over.</summary>
        End,

        /// <summary>A number.</summary>
        Number,

        /// <summary>A text in double quotes.</summary>
        Text,

        /// <summary>A name, bare or in single quotes.</summary>
        Name,

        /// <summary>An operator, a parenthesis, or <c>and</c>, <c>or</c>, <c>not</c>.</summary>
        Sign,
    }

    /// <summary>True for this sign.</summary>
    public bool Is(string sign) => Kind == Of.Sign && Text == sign;
}
