using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Sends HTTP requests at a given rate whatever becomes of earlier ones, from a process of its own: no redirects, no cookies, connections kept.</summary>
/// <param name="translator">The language of the pages that it leaves; null for English.</param>
public sealed class LoadGenerator(Translator? translator = null) : ILoadGenerator
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A number of the profile is outside its limits.</exception>
    /// <exception cref="EstateAccessException">The process could not be started, or died.</exception>
    public async Task<LoadResult> RunAsync(LoadProfile profile, Action<LoadResult> onProgress, CancellationToken cancellationToken)
    {
        Check(profile);
        var order = new LoadOrder { Same = SameRequestOrder.Of(profile), Connections = profile.Connections, EndsEarly = true };
        var report = await LoadProcess.RunAsync(order, progress => onProgress(Result(progress.Total, progress.FirstFailure, "")), cancellationToken).ConfigureAwait(false);
        return Result(report.Total, report.FirstFailure, report.EndedEarly);
    }

    /// <inheritdoc/>
    /// <remarks>Figures that cannot be written are no reason to doubt what they say.</remarks>
    public async Task<Assessment> RunAsync(LoadScriptRun script, Action<string> onProgress, CancellationToken cancellationToken)
    {
        var read = ScriptFile.Read(script.File, script.ShownName, script.Target.AbsoluteUri);
        if (read?.Value is not { } planned || planned.Hash != script.Hash)
        {
            throw new EstateAccessException(AccessFailure.Conflict, script.ShownName, "was changed since the plan; plan again");
        }

        var load = planned.Within(script.Duration);
        var report = await load.RunAsync(load.UsualConnections, seen => onProgress(LoadText.Progress(seen)), cancellationToken).ConfigureAwait(false);
        var verdict = load.Judge(report);
        _ = await ResultFiles.WriteAsync(script.ResultDirectory, Path.GetFileName(script.ResultDirectory), report, verdict, translator ?? Translator.English).ConfigureAwait(false);
        return LoadText.Assess(report, verdict);
    }

    static LoadResult Result(LoadFigures seen, string firstFailure, string endedEarly) => new(
        seen.Due, seen.Ended - seen.Failed, seen.Failed, seen.Response.P50, seen.Response.P95, seen.Response.P99, seen.Response.Max, seen.JudgedLag, firstFailure, endedEarly);

    static void Check(LoadProfile profile)
    {
        if (profile.RatePerSecond is not (> 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(profile), profile.RatePerSecond, "A rate must be above zero and finite.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(profile.Duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(profile.WarmUp, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(profile.Connections, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(profile.Connections, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(profile.Timeout, TimeSpan.Zero);
    }
}
