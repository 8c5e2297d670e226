namespace X0tta6bl4.Release.Runbooks;

/// <summary>How many of a gate's last answers must be bad before it fails. What is older than these is forgotten, and so is what was before the stage.</summary>
/// <param name="AtLeast">So many, 1 to <paramref name="Of"/>.</param>
/// <param name="Of">Of so many, 1 to 20.</param>
public sealed record FailureRule(int AtLeast, int Of)
{
    /// <summary>One answer decides.</summary>
    public static FailureRule Once { get; } = new(1, 1);
}
