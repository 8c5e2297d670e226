namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What a colour means. A sign of its own shape and a word are always beside it.</summary>
enum Tone
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Not as it should be.</summary>
    Bad,

    /// <summary>It cannot be said, or waits for a human.</summary>
    Doubt,

    /// <summary>Nothing happened, or nothing was measured.</summary>
    None,
}
