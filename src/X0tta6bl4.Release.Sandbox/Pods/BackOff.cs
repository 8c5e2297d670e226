namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>The kubelet's pauses: each twice as long as the one before, up to five minutes.</summary>
internal static class BackOff
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The pause after so many failures before.</summary>
    public static TimeSpan After(int failures)
    {
        var pause = First * Math.Pow(2, Math.Min(failures, 10));
        return pause < Longest ? pause : Longest;
    }
}
