using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting;
using X0tta6bl4.Release.LoadTesting.Judging;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Targets;

/// <summary>What the target of load tests does.</summary>
sealed class LoadTestSession
{
    // A line a second is news to nobody.
    static readonly TimeSpan ProgressSpacing = TimeSpan.FromSeconds(5);

    readonly ILoadTestTargets build;
    readonly SessionSetup setup;

    LoadTestSession(ILoadTestTargets build) => (this.build, setup) = (build, RequestReader.Read(build));

    /// <summary>Runs a load script, judges it and writes its results.</summary>
    /// <exception cref="RefusalException">Something is wrong with what was asked for, or the load did not pass; the exit code is set.</exception>
    public static async Task RunAsync(ILoadTestTargets build)
    {
        using var signals = new Signals();
        try
        {
            await new LoadTestSession(build).RunAsync(signals.First).ConfigureAwait(false);
        }
        catch (RefusalException refusal)
        {
            build.ExitCode ??= ExitCode.Refused;
            throw refusal.In(RequestReader.Language(build));
        }
        catch (OperationCanceledException) when (signals.First.IsCancellationRequested)
        {
            build.ExitCode = signals.ExitCode!.Value;
            throw new RefusalException([new Problem("LoadTest", "stopped by a signal; no further request is sent, and nothing was judged")]).In(RequestReader.Language(build));
        }
    }

    async Task RunAsync(CancellationToken cancellationToken)
    {
        var file = build.Script ?? throw Refused(new Problem("--script", "is missing: which load is to be run?", "for example --script build/load-tests/load-test-api-gateway.yaml"));
        var connections = Connections();
        var baseline = build.Baseline is { } earlier ? ReadBaseline(earlier) : null;
        var load = Read(file, await TargetAsync(cancellationToken).ConfigureAwait(false));
        var name = Path.GetFileNameWithoutExtension(file);
        var began = setup.Time.GetUtcNow();
        await SayAsync($"Load test {name}: {load.Length.TotalSeconds:0} s, to {load.Script.Target}").ConfigureAwait(false);
        var report = await LoadAsync(load, connections ?? load.UsualConnections, cancellationToken).ConfigureAwait(false);
        var verdict = baseline is null ? load.Judge(report) : LoadComparison.Judge(load.Judge(report), baseline, report);
        var folder = await WriteAsync(name, began, report, verdict).ConfigureAwait(false);
        await setup.Output.WriteLineAsync().ConfigureAwait(false);
        foreach (var line in LoadText.Lines(report, verdict).Append($"results  {folder}"))
        {
            await setup.Output.WriteLineAsync($"  {line}").ConfigureAwait(false);
        }

        if (verdict.Verdict != Verdict.Passed)
        {
            build.ExitCode = verdict.Verdict == Verdict.Failed ? ExitCode.Undone : ExitCode.Open;
            throw new RefusalException([new Problem($"load test {name}", $"{VerdictText.Of(verdict.Verdict)}: {verdict.Why}")]);
        }
    }

    async Task<LoadReport> LoadAsync(ScriptLoad load, int connections, CancellationToken cancellationToken)
    {
        var next = ProgressSpacing;
        try
        {
            return await load.RunAsync(connections, Tell, cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException failure)
        {
            build.ExitCode = ExitCode.Open;
            throw new RefusalException([new Problem(failure.Subject, $"{failure.Reason}; nothing was judged")]);
        }

        void Tell(LoadProgress seen)
        {
            if (seen.At >= next)
            {
                next = seen.At + ProgressSpacing;
                setup.Output.WriteLine($"{Clock()}  {LoadText.Progress(seen)}");
            }
        }
    }

    ScriptLoad Read(string file, string? target)
    {
        var load = ScriptFile.Read(file, file, target) ?? throw Refused(new Problem("--script", $"{file} cannot be read", "name a file that exists"));
        return load.Value ?? throw Refused([.. load.Problems]);
    }

    async Task<string?> TargetAsync(CancellationToken cancellationToken)
    {
        if (build.Target is not { } given || given.Contains("://", StringComparison.Ordinal))
        {
            return build.Target;
        }

        var input = build.Session.Check(needsVersion: false);
        if (!input.Runbook.Endpoints.Contains(given))
        {
            throw Refused(new Problem("--target", $"'{given}' is neither a URL nor an endpoint of the runbook ({string.Join(", ", input.Runbook.Endpoints)})", Nearest.Hint(given, input.Runbook.Endpoints)));
        }

        var estate = await new EstateConnector(setup, input).ConnectAsync(cancellationToken).ConfigureAwait(false);
        return estate.Endpoints[given].AbsoluteUri;
    }

    int? Connections() =>
        build.Connections is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1000 ? number
        : throw Refused(new Problem("--connections", $"'{text}' is no number from 1 to 1000", "for example --connections 200"));

    LoadReport ReadBaseline(string file) =>
        TextOf(file) is { } text && LoadReport.Read(text) is { } report ? report
        : throw Refused(new Problem("--baseline", $"{file} is no result of a load test", "name the result.json that an earlier LoadTest has written"));

    async Task<string> WriteAsync(string name, DateTimeOffset began, LoadReport report, LoadVerdict verdict)
    {
        var folder = Path.Combine(setup.Request.RootDirectory, "artifacts", "load-tests", string.Create(CultureInfo.InvariantCulture, $"{name}-{began.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
        return await ResultFiles.WriteAsync(folder, name, report, verdict, setup.Translator).ConfigureAwait(false) is { } trouble ? $"could not be written: {trouble}" : Path.GetRelativePath(Environment.CurrentDirectory, folder);
    }

    static string? TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    Task SayAsync(FormattableString text) => setup.Output.WriteLineAsync($"{Clock()}  {FormattableString.Invariant(text)}");

    string Clock() => setup.Time.GetUtcNow().UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    RefusalException Refused(params Problem[] problems)
    {
        build.ExitCode = ExitCode.Refused;
        return new RefusalException([.. problems]);
    }
}
