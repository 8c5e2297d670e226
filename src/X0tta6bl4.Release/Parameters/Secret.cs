namespace X0tta6bl4.Release.Parameters;

/// <summary>A value that must never reach the journal, a report, a terminal or an exception's text. It prints <c>***</c>.</summary>
public sealed class Secret
{
    readonly string value;

    /// <summary>Wraps a secret value.</summary>
    public Secret(string value) => this.value = value;

    /// <summary>The value itself, for the one call that needs it.</summary>
    public string Reveal() => value;

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
