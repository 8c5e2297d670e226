using Nuke.Common;

namespace X0tta6bl4.Release.Targets;

/// <summary>Load tests as a target of their own.</summary>
public interface ILoadTestTargets : IReleaseTargets
{
    /// <summary>The load script.</summary>
    [Parameter("With LoadTest: load script, in Artillery's form")]
    string? Script => TryGetValue(() => Script);

    /// <summary>Where the load goes.</summary>
    [Parameter("With LoadTest: base URL, or an endpoint of the estate by name; default is the script's own target")]
    string? Target => TryGetValue(() => Target);

    /// <summary>Most connections at once.</summary>
    [Parameter("With LoadTest: most connections at once, 1 to 1000; default is enough for two seconds of the greatest rate")]
    string? Connections => TryGetValue(() => Connections);

    /// <summary>A load test to compare with.</summary>
    [Parameter("With LoadTest: result.json of an earlier load test, which this one must not be much slower than")]
    string? Baseline => TryGetValue(() => Baseline);

    /// <summary>Runs a load script.</summary>
    Target LoadTest => _ => _
        .Description("Runs a load script in Artillery's form (--script) and judges it")
        .Executes(() => LoadTestSession.RunAsync(this));
}
