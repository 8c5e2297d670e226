namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>How a container ends.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Reason">The kubelet's word for it.</param>
internal sealed record ContainerExit(int Code, string Reason)
{
    /// <summary>What the runtime says about it, or null.</summary>
    public string? Message { get; init; }

    /// <summary>The last line that the program logs, or null.</summary>
    public string? LastWords { get; init; }
}
