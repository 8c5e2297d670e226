namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>What an expression does with two values.</summary>
internal enum Operation
{
    /// <summary><c>or</c>.</summary>
    Or,

    /// <summary><c>and</c>.</summary>
    And,

    /// <summary><c>==</c>.</summary>
    Equal,

    /// <summary><c>!=</c>.</summary>
    Unequal,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    AtMost,

    /// <summary><c>&gt;</c>.</summary>
    More,

    /// <summary><c>&gt;=</c>.</summary>
    AtLeast,

    /// <summary><c>+</c>.</summary>
    Plus,

    /// <summary><c>-</c>.</summary>
    Minus,

    /// <summary><c>*</c>.</summary>
    Times,

    /// <summary><c>/</c>.</summary>
    Divide,
}
