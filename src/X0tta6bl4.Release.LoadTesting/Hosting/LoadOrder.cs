namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>What the process of a load is asked for: equal requests, or a script.</summary>
internal sealed record LoadOrder
{
    /// <summary>Equal requests; null for a script.</summary>
    public SameRequestOrder? Same { get; init; }

    /// <summary>A script; null for equal requests.</summary>
    public ScriptOrder? Script { get; init; }

    /// <summary>Most connections at once.</summary>
    public required int Connections { get; init; }

    /// <summary>True to end early when the service turns out to be down.</summary>
    public bool EndsEarly { get; init; }
}
