namespace X0tta6bl4.Release.Terminal;

/// <summary>What a piece of a live row means, hence its colour where there are colours.</summary>
enum LiveTone
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>What a row is about.</summary>
    Strong,

    /// <summary>Of interest only to whoever looks for it.</summary>
    Faint,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>To be watched.</summary>
    Warning,

    /// <summary>Wrong.</summary>
    Bad,
}
