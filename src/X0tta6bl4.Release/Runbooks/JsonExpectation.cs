namespace X0tta6bl4.Release.Runbooks;

/// <summary>What one place of a JSON text must hold.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901), such as <c>/keys/0/id</c>.</param>
/// <param name="Value">The value: a string as it is, anything else as JSON writes it; <see cref="Anything"/> for any value but null.</param>
public sealed record JsonExpectation(string Pointer, string Value)
{
    /// <summary>Stands for any value but null.</summary>
    public const string Anything = "*";
}
