namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>A patch that cannot be applied to the object.</summary>
/// <param name="message">Why.</param>
/// <param name="isMalformed">Whether the patch is wrong in itself, whatever the object.</param>
/// <param name="isFault">Whether servers take it for a fault of their own.</param>
internal sealed class PatchProblem(string message, bool isMalformed = false, bool isFault = false) : Exception(message)
{
    public bool IsMalformed { get; } = isMalformed;

    public bool IsFault { get; } = isFault;
}
