namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>An expression of <c>ifTrue</c> or of a condition over metrics.</summary>
internal abstract record Expression
{
    /// <summary>Computes it.</summary>
    /// <param name="valueOf">Value of a variable or metric by its name.</param>
    public abstract Operand Evaluate(Func<string, Operand> valueOf);

    /// <summary>Every name in it, in the text's order.</summary>
    public virtual IEnumerable<string> Names() => [];

    /// <summary>A number.</summary>
    internal sealed record Number(double Value) : Expression
    {
        /// <inheritdoc/>
        public override Operand Evaluate(Func<string, Operand> valueOf) => Operand.Of(Value);
    }

    /// <summary>A text in double quotes.</summary>
    internal sealed record Text(string Value) : Expression
    {
        /// <inheritdoc/>
        public override Operand Evaluate(Func<string, Operand> valueOf) => Operand.Of(Value);
    }

    /// <summary>A variable or a metric.</summary>
    internal sealed record Name(string Value) : Expression
    {
        /// <inheritdoc/>
        public override Operand Evaluate(Func<string, Operand> valueOf) => valueOf(Value);

        /// <inheritdoc/>
        public override IEnumerable<string> Names() => [Value];
    }

    /// <summary><c>not</c> before a value.</summary>
    internal sealed record Not(Expression Of) : Expression
    {
        /// <inheritdoc/>
        public override Operand Evaluate(Func<string, Operand> valueOf) =>
            Of.Evaluate(valueOf) is { IsUnknown: false } known ? Operand.Of(!known.IsTrue) : Operand.Unknown;

        /// <inheritdoc/>
        public override IEnumerable<string> Names() => Of.Names();
    }

    /// <summary>A minus before a value.</summary>
    internal sealed record Negated(Expression Of) : Expression
    {
        /// <inheritdoc/>
        public override Operand Evaluate(Func<string, Operand> valueOf) =>
            Of.Evaluate(valueOf) is { IsUnknown: false } known ? Operand.Of(-known.AsNumber) : Operand.Unknown;

        /// <inheritdoc/>
        public override IEnumerable<string> Names() => Of.Names();
    }

    /// <summary>Two values and what becomes of them.</summary>
    internal sealed record Binary(Operation Operation, Expression Left, Expression Right) : Expression
    {
        /// <inheritdoc/>
        public override Operand Evaluate(Func<string, Operand> valueOf)
        {
            var left = Left.Evaluate(valueOf);
            var right = Right.Evaluate(valueOf);
            return Operation switch
            {
                // One side can decide alone, whatever the other is.
                Operation.And => Either(left, right, decides: false),
                Operation.Or => Either(left, right, decides: true),
                _ when left.IsUnknown || right.IsUnknown => Operand.Unknown,
                Operation.Equal => Operand.Of(Operand.AreEqual(left, right)),
                Operation.Unequal => Operand.Of(!Operand.AreEqual(left, right)),
                Operation.Less or Operation.AtMost or Operation.More or Operation.AtLeast => Operand.Of(IsOrdered(left, right)),
                _ => Operand.Of(Computed(left.AsNumber, right.AsNumber)),
            };
        }

        /// <inheritdoc/>
        public override IEnumerable<string> Names() => Left.Names().Concat(Right.Names());

        static Operand Either(Operand left, Operand right, bool decides)
        {
            if ((!left.IsUnknown && left.IsTrue == decides) || (!right.IsUnknown && right.IsTrue == decides))
            {
                return Operand.Of(decides);
            }

            return left.IsUnknown || right.IsUnknown ? Operand.Unknown : Operand.Of(!decides);
        }

        bool IsOrdered(Operand left, Operand right) => Operand.Compare(left, right) is { } order && Operation switch
        {
            Operation.Less => order < 0,
            Operation.AtMost => order <= 0,
            Operation.More => order > 0,
            _ => order >= 0,
        };

        double Computed(double left, double right) => Operation switch
        {
            Operation.Plus => left + right,
            Operation.Minus => left - right,
            Operation.Times => left * right,
            _ => left / right,
        };
    }
}
