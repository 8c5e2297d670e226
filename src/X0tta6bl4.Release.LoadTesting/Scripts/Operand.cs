using System.Globalization;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>A value in an expression: a number, a text, nothing (a variable without value), or unknown (a metric that was not measured).
/// Texts become numbers where numbers are wanted, and nothing equals nothing but itself, as in Artillery's expressions.</summary>
internal readonly record struct Operand
{
    Operand(OperandKind kind, double number, string text) => (this.kind, this.number, this.text) = (kind, number, text);

    readonly OperandKind kind;
    readonly double number;
    readonly string text;

    enum OperandKind
    {
        Missing,
        Unknown,
        Number,
        Text,
    }

    /// <summary>A variable that has no value.</summary>
    public static Operand Missing => default;

    /// <summary>A value that nobody knows; whatever hangs on it is unknown, too.</summary>
    public static Operand Unknown => new(OperandKind.Unknown, double.NaN, "");

    /// <summary>True for <see cref="Unknown"/>.</summary>
    public bool IsUnknown => kind == OperandKind.Unknown;

    /// <summary>Whether it counts as true: a number but 0, a text but the empty one.</summary>
    public bool IsTrue => kind switch
    {
        OperandKind.Number => number != 0 && !double.IsNaN(number),
        OperandKind.Text => text.Length > 0,
        _ => false,
    };

    /// <summary>As a number; not a number when it is none.</summary>
    public double AsNumber => kind switch
    {
        OperandKind.Number => number,
        OperandKind.Text when text.Trim().Length == 0 => 0,
        OperandKind.Text when double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
        _ => double.NaN,
    };

    /// <summary>A number.</summary>
    public static Operand Of(double number) => new(OperandKind.Number, number, "");

    /// <summary>A text.</summary>
    public static Operand Of(string text) => new(OperandKind.Text, 0, text);

    /// <summary>1 for true, 0 for false.</summary>
    public static Operand Of(bool truth) => Of(truth ? 1 : 0);

    /// <summary>Whether two values are equal: texts as texts, everything else as numbers.</summary>
    public static bool AreEqual(Operand left, Operand right) => (left.kind, right.kind) switch
    {
        (OperandKind.Missing, OperandKind.Missing) => true,
        (OperandKind.Missing, _) or (_, OperandKind.Missing) => false,
        (OperandKind.Text, OperandKind.Text) => left.text == right.text,
        _ => left.AsNumber.Equals(right.AsNumber) && !double.IsNaN(left.AsNumber),
    };

    /// <summary>Less than 0, 0 or more as the left is less, equal or greater; null when they do not compare.</summary>
    public static int? Compare(Operand left, Operand right)
    {
        if (left.kind == OperandKind.Text && right.kind == OperandKind.Text)
        {
            return string.CompareOrdinal(left.text, right.text);
        }

        var (a, b) = (left.AsNumber, right.AsNumber);
        return double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);
    }
}
