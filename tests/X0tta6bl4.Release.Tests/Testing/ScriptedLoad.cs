using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A load generator that sees what it is told to see.</summary>
sealed class ScriptedLoad : ILoadGenerator
{
    public static LoadResult Good { get; } = Result(failed: 0, p95: 80);

    public List<LoadProfile> Profiles { get; } = [];

    public LoadResult Answer { get; set; } = Good;

    public static LoadResult Result(int failed, int p95, int lag = 1) => new(
        1000, 1000 - failed, failed, Ms(20), Ms(p95), Ms(p95 + 10), Ms(p95 + 100), Ms(lag), failed > 0 ? "500 Internal Server Error" : "");

    public Task<LoadResult> RunAsync(LoadProfile profile, Action<LoadResult> onProgress, CancellationToken cancellationToken)
    {
        Profiles.Add(profile);
        onProgress(Answer);
        return Task.FromResult(Answer);
    }

    static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
