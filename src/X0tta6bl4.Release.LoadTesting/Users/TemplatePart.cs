namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>A piece of a template.</summary>
internal abstract record TemplatePart
{
    /// <summary>Text that stays as it is.</summary>
    internal sealed record Literal(string Text) : TemplatePart;

    /// <summary>The value of a variable, or of what lies in it.</summary>
    internal sealed record Variable(VariablePath Path) : TemplatePart;

    /// <summary><c>$randomNumber(LEAST, GREATEST)</c>: a whole number, both included.</summary>
    internal sealed record RandomNumber(long Least, long Greatest) : TemplatePart;

    /// <summary><c>$randomString(LENGTH)</c>: letters and digits.</summary>
    internal sealed record RandomString(int Length) : TemplatePart;
}
