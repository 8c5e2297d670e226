using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>Load tests.</summary>
public sealed class LoadRun
{
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    readonly RunContext context;
    readonly MeasuringRun measuring;

    /// <summary>Works for a run.</summary>
    public LoadRun(RunContext context, MeasuringRun measuring) => (this.context, this.measuring) = (context, measuring);

    /// <summary>Loads a component and judges what was seen.</summary>
    public async Task<StepResult> RunAsync(Step.RunLoad step, CancellationToken cancellationToken)
    {
        var (load, request) = (step.Load, step.Load.Request);
        var call = new EndpointCall(new HttpMethod(request.Method), new Uri(context.Estate.Endpoints[request.Endpoint], request.Path), request.Headers, request.Body);
        // Twice the rate: enough for answers that take up to two seconds.
        var profile = new LoadProfile(call, request.Status, load.Rate, load.Duration, load.WarmUp, Math.Clamp(load.Rate * 2, 4, 1000), AnswerLimit);
        var result = await context.Estate.LoadGenerator.RunAsync(profile, seen => context.Log.Show(new RunProgress(step.Id, seen.Due == 0 ? "warming up" : Text(seen))), cancellationToken).ConfigureAwait(false);
        return await measuring.EndAsync(step.Id, step.Subject, Judge(load, result), optional: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a load script, and judges it by what it demands.</summary>
    public async Task<StepResult> RunAsync(Step.RunScript step, CancellationToken cancellationToken)
    {
        var results = ResultsOf(context.Directory, step.Id);
        var run = new LoadScriptRun(
            Path.Combine(context.RunbookDirectory, step.Script), step.Script, step.ScriptHash, context.Estate.Endpoints[step.Endpoint], step.Duration, results);
        var assessment = await context.Estate.LoadGenerator.RunAsync(run, seen => context.Log.Show(new RunProgress(step.Id, seen)), cancellationToken).ConfigureAwait(false);
        return await measuring.EndAsync(step.Id, step.Subject, assessment, optional: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The folder with what a load script measured: by its step, as evidence is, because two scripts may have the same name, and one may load two components. Pure.</summary>
    /// <param name="directory">The release's folder.</param>
    /// <param name="step">Identifier of the step.</param>
    public static string ResultsOf(string directory, string step) => Path.Combine(directory, "loads", step.Replace('/', '-'));

    /// <summary>Judges a load. Pure.</summary>
    public static Assessment Judge(LoadTest load, LoadResult seen)
    {
        var wanted = $"at most {AmountText.Of(load.FailedAtMost, GateUnit.Share)} failed{(load.P95AtMost is { } most ? $", 95 % within {AmountText.Of(most.TotalSeconds, GateUnit.Seconds)}" : "")}";
        var verdict = seen.Good + seen.Failed == 0 ? Verdict.NoEvidence
            : seen.EndedEarly.Length > 0 || seen.Failed > load.FailedAtMost * (seen.Good + seen.Failed) ? Verdict.Failed
            : seen.Lag > LoadResult.GreatestLag ? Verdict.Inconclusive
            : seen.P95 > load.P95AtMost ? Verdict.Failed
            : Verdict.Passed;
        var lag = verdict == Verdict.Inconclusive ? $", but the generator itself was up to {Milliseconds(seen.Lag)} late" : "";
        var early = seen.EndedEarly.Length > 0 ? $"; ended early, {seen.EndedEarly}" : "";
        return new Assessment(verdict, wanted, Text(seen) + lag + early);
    }

    static string Text(LoadResult seen)
    {
        var failed = seen.Failed == 0 ? "none failed" : $"{Count(seen.Failed)} failed (the first: {seen.FirstFailure})";
        return $"{Count(seen.Good + seen.Failed)} requests, {failed}, p50 {Milliseconds(seen.P50)}, p95 {Milliseconds(seen.P95)}, p99 {Milliseconds(seen.P99)}, longest {Milliseconds(seen.Max)}";
    }

    static string Milliseconds(TimeSpan time) => AmountText.Of(time.TotalSeconds, GateUnit.Seconds);

    static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
