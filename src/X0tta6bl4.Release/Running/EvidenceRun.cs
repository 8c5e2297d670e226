using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>Saves what shows why a step failed, before anything is undone and the pods are gone that show it. Never in the way: it is bounded in time, and what cannot be had is named.</summary>
public sealed class EvidenceRun
{
    /// <summary>Limit for all evidence of one failure.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    readonly RunContext context;

    /// <summary>Works for a run.</summary>
    public EvidenceRun(RunContext context) => this.context = context;

    /// <summary>Saves the evidence of a failed step; never throws.</summary>
    /// <param name="lane">The step's lane.</param>
    /// <param name="step">The step.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="cancellationToken">Ends the collecting; what is there by then is saved.</param>
    public Task SaveAsync(PlannedLane lane, Step step, StepResult result, CancellationToken cancellationToken) =>
        SaveAsync(new Failure(step.Id, step.Id, step.Title, EvidenceSubjects.Of(lane, step, context.Log.State), (step as Step.AskGate)?.Gate), result, cancellationToken);

    /// <summary>Saves the evidence of an undo that failed, beside that of the step itself; never throws.</summary>
    /// <param name="step">Identifier of the step that is not undone.</param>
    /// <param name="undo">Its undo.</param>
    /// <param name="result">How that ended.</param>
    /// <param name="cancellationToken">Ends the collecting; what is there by then is saved.</param>
    public Task SaveAsync(string step, UndoRecord undo, StepResult result, CancellationToken cancellationToken) =>
        SaveAsync(new Failure(step, $"{step}/undo", $"Undo {undo.Workload}", [undo.Workload], Gate: null), result, cancellationToken);

    async Task SaveAsync(Failure failure, StepResult result, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Limit, context.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var collected = await CollectAsync(failure, both.Token).ConfigureAwait(false);
            if (collected.Files.IsEmpty && collected.Missing.IsEmpty && result.Fault is null)
            {
                return;
            }

            ImmutableArray<EvidenceFile> files = [.. collected.Files.DistinctBy(file => file.Name), new EvidenceFile(EvidenceFolder.Index, IndexOf(failure, result, collected))];
            var path = await EvidenceFolder.WriteAsync(context.Directory, failure.Name, [.. files.Select(file => file with { Text = context.Redactor.Clean(file.Text) })], CancellationToken.None).ConfigureAwait(false);
            await context.Log.TryAppendAsync(new JournalEntry.EvidenceSaved(failure.Step, path, files.Length) { At = context.Log.Now }).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever goes wrong with evidence, the way back begins; the line says what is missing.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            context.Log.Show(new RunProgress(failure.Step, $"its evidence is not saved: {exception.Message}"));
        }
    }

    async Task<CollectedEvidence> CollectAsync(Failure failure, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(
            failure.Subjects.Select(subject => TryAsync(subject.ToString(), () => LookAsync(subject, cancellationToken), cancellationToken))
                .Append(failure.Gate is { } gate ? TryAsync("measurements", () => MeasureAsync(gate, cancellationToken), cancellationToken) : Task.FromResult(Nothing))).ConfigureAwait(false);
        return new CollectedEvidence([.. parts.SelectMany(part => part.Files)], [.. parts.SelectMany(part => part.Missing)]);
    }

    static CollectedEvidence Nothing { get; } = new([], []);

    async Task<CollectedEvidence> LookAsync(WorkloadReference subject, CancellationToken cancellationToken)
    {
        if (subject.Kind != ChartSnapshot.Kind)
        {
            var found = await context.Estate.Clusters[subject.Cluster].CollectEvidenceAsync(subject, cancellationToken).ConfigureAwait(false);
            return found with { Files = [.. found.Files.Select(file => file with { Name = $"{subject.Cluster}/{subject.Namespace}/{file.Name}" })] };
        }

        var chart = await context.Estate.Helm.ReadAsync(subject, cancellationToken).ConfigureAwait(false);
        if (chart is null)
        {
            return new CollectedEvidence([], [$"{subject}: does not exist any more"]);
        }

        var parts = await Task.WhenAll(chart.Workloads.Select(workload => TryAsync(workload.ToString(), () => LookAsync(workload, cancellationToken), cancellationToken))).ConfigureAwait(false);
        var release = new EvidenceFile($"{subject.Cluster}/{subject.Namespace}/helm-{subject.Name}.txt", $"chart {chart.ChartName} {chart.ChartVersion}, revision {chart.Revision}, {chart.Status}\n");
        return new CollectedEvidence([release, .. parts.SelectMany(part => part.Files)], [.. parts.SelectMany(part => part.Missing)]);
    }

    async Task<CollectedEvidence> MeasureAsync(Gate gate, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var query in new[] { gate.Query, gate.Requests, gate.Samples?.CountQuery, gate.Samples?.AgeQuery }.OfType<string>().Select(query => MeasuringRun.Windowed(query, gate)))
        {
            var answer = await context.Estate.Metrics[gate.Cluster].QueryAsync(query, cancellationToken).ConfigureAwait(false);
            text.Append(CultureInfo.InvariantCulture, $"{query}\n").AppendJoin("", answer.Samples.Select(sample => string.Create(CultureInfo.InvariantCulture, $"  {sample.Labels}{(sample.Labels.Length > 0 ? " " : "")}{sample.Value}\n")))
                .AppendJoin("", answer.Warnings.Select(warning => $"  warning: {warning}\n"));
        }

        if (context.Log.State.Baselines.GetValueOrDefault(gate.Name) is { } baseline)
        {
            text.Append(CultureInfo.InvariantCulture, $"baseline before the release: {baseline.Value?.ToString(CultureInfo.InvariantCulture) ?? "none"}\n");
        }

        return new CollectedEvidence([new EvidenceFile($"{gate.Cluster}/measurements-{gate.Name}.txt", text.ToString())], []);
    }

    // Also what does not listen to its token is not waited for.
    static async Task<CollectedEvidence> TryAsync(string what, Func<Task<CollectedEvidence>> collect, CancellationToken cancellationToken)
    {
        try
        {
            return await collect().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new CollectedEvidence([], [$"{what}: not to be had in time"]);
        }
        catch (EstateAccessException exception)
        {
            return new CollectedEvidence([], [exception.Message.StartsWith(what, StringComparison.Ordinal) ? exception.Message : $"{what}: {exception.Message}"]);
        }
    }

    string IndexOf(Failure failure, StepResult result, CollectedEvidence collected)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{failure.Name}\n{failure.Title}\n{result.Ending} before {context.Log.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: {result.Message}\n");
        if (result.Fault is { } fault)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{fault.Code} at {fault.Object}\n{fault.Message}\n{fault.Hint}\n").AppendJoin("", fault.Evidence.Select(line => $"  {line}\n"));
        }

        text.Append("\nFiles\n").AppendJoin("", collected.Files.Select(file => file.Name).Distinct().Select(name => $"  {name}\n"));
        return (collected.Missing.IsEmpty ? text : text.Append("\nNot to be had\n").AppendJoin("", collected.Missing.Select(line => $"  {line}\n"))).ToString();
    }

    // What failed, the name of its evidence, and what has to be looked at.
    sealed record Failure(string Step, string Name, string Title, ImmutableArray<WorkloadReference> Subjects, Gate? Gate);
}
