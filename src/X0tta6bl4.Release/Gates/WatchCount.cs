namespace X0tta6bl4.Release.Gates;

/// <summary>What became of the questions about one subject of a watch.</summary>
/// <param name="Asked">How many were asked.</param>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Shown">Time for which those that passed vouch.</param>
/// <param name="Doubted">True once so many in a row did not pass, a failure among them, that the subject may have failed unseen.</param>
public sealed record WatchCount(long Asked, long Passed, long Failed, TimeSpan Shown, bool Doubted)
{
    /// <summary>Nothing was asked.</summary>
    public static WatchCount None { get; } = new(0, 0, 0, TimeSpan.Zero, false);

    /// <summary>With one more answer.</summary>
    /// <param name="verdict">The answer.</param>
    /// <param name="shown">Time since the question before; a pass vouches for it.</param>
    public WatchCount With(Verdict verdict, TimeSpan shown) => verdict switch
    {
        Verdict.Passed => this with { Asked = Asked + 1, Passed = Passed + 1, Shown = Shown + shown },
        Verdict.Failed => this with { Asked = Asked + 1, Failed = Failed + 1 },
        _ => this with { Asked = Asked + 1 },
    };
}
