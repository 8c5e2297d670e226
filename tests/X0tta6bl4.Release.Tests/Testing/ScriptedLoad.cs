using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A load generator that sees what it is told to see.</summary>
sealed class ScriptedLoad : ILoadGenerator
{
    public static LoadResult Good { get; } = Result(failed: 0, p95: 80);

    public List<LoadProfile> Profiles { get; } = [];

    public LoadResult Answer { get; set; } = Good;

    public List<LoadScriptRun> Scripts { get; } = [];

    public Verdict Verdict { get; set; } = Verdict.Passed;

    public static LoadResult Result(int failed, int p95, int lag = 1) => new(
        1000, 1000 - failed, failed, Ms(20), Ms(p95), Ms(p95 + 10), Ms(p95 + 100), Ms(lag), failed > 0 ? "500 Internal Server Error" : "");

    public Task<LoadResult> RunAsync(LoadProfile profile, Action<LoadResult> onProgress, CancellationToken cancellationToken)
    {
        Profiles.Add(profile);
        onProgress(Answer);
        return Task.FromResult(Answer);
    }

    public Task<Assessment> RunAsync(LoadScriptRun script, Action<string> onProgress, CancellationToken cancellationToken)
    {
        Scripts.Add(script);
        onProgress("1 s of 35 s");
        return Task.FromResult(new Assessment(Verdict, "p95 < 500", "86 requests, none failed"));
    }

    static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
