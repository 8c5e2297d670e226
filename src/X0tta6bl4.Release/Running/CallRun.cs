using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Health checks and functional calls: requests to endpoints, commands in pods.</summary>
public sealed class CallRun
{
    /// <summary>How long a container that does not run is waited for: a kubelet may look for the old one for some seconds after a pod was replaced.</summary>
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    static readonly TimeSpan StartSpacing = TimeSpan.FromSeconds(2);

    readonly RunContext context;

    /// <summary>Works for a run.</summary>
    public CallRun(RunContext context) => this.context = context;

    /// <summary>Sends a request until it is answered as expected, or the tries are used up.</summary>
    public async Task<StepResult> CallAsync(Step.CallEndpoint step, CancellationToken cancellationToken)
    {
        var url = new Uri(context.Estate.Endpoints[step.Endpoint], step.Path);
        var call = new EndpointCall(new HttpMethod(step.Method), url, step.Headers ?? ImmutableSortedDictionary<string, string>.Empty, step.Body);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await context.Estate.EndpointClient.CallAsync(call, cancellationToken).ConfigureAwait(false);
            var wrong = answer.Status != step.Status ? $"wanted {step.Status}, saw {answer.Message}"
                : ExpectedJson.Difference(step.Json ?? [], answer.Body) is { } difference ? $"{answer.Message}, but {difference}"
                : null;
            if (wrong is null)
            {
                return StepResult.Done($"{step.Method} {url}: {answer.Message}");
            }

            if (attempt == step.Tries)
            {
                return StepResult.Failed($"{step.Method} {url}: {wrong}{(step.Tries > 1 ? $", {step.Tries} times" : "")}");
            }

            context.Log.Show(new RunProgress(step.Id, $"{step.Method} {url}: {wrong}; try {attempt} of {step.Tries}, next in {Durations.Text(step.Spacing)}"));
            await Task.Delay(step.Spacing, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a command, once.</summary>
    public async Task<StepResult> RunAsync(Step.RunCommand step, CancellationToken cancellationToken)
    {
        var output = new System.Text.StringBuilder();
        var command = new PodCommand(step.Workload, step.Container, step.Command);
        var result = await ExecAsync(step.Id, command, Take, cancellationToken).ConfigureAwait(false);
        var text = $"'{string.Join(' ', step.Command)}' in pod {result.Pod} ended with {result.ExitCode}";
        return result.ExitCode != 0 ? StepResult.Failed(result.LastLines.IsEmpty ? text : $"{text}: {result.LastLines[^1]}")
            : ExpectedJson.Difference(step.Json ?? [], output.ToString()) is { } difference ? StepResult.Failed($"{text}, but {difference}")
            : StepResult.Done(text);

        void Take(string line)
        {
            context.Log.Show(new RunProgress(step.Id, line, IsOutput: true));
            if (output.Length < 65_536)
            {
                output.AppendLine(line);
            }
        }
    }

    /// <summary>Runs a test program and counts its tests.</summary>
    public async Task<StepResult> TestAsync(Step.RunTests step, CancellationToken cancellationToken)
    {
        var count = TapCount.None;
        var result = await ExecAsync(
            step.Id,
            new PodCommand(step.Workload, step.Container, step.Command),
            line =>
            {
                count = count.With(line);
                context.Log.Show(new RunProgress(step.Id, line, IsOutput: true));
            },
            cancellationToken).ConfigureAwait(false);
        return count.Judge(result.ExitCode);
    }

    // A command runs once; a try that found no running container ran nothing.
    async Task<CommandResult> ExecAsync(string step, PodCommand command, Action<string> onLine, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await context.Estate.Clusters[command.Workload.Cluster].ExecAsync(command, onLine, cancellationToken).ConfigureAwait(false);
            }
            catch (EstateAccessException failure) when (failure.Kind == AccessFailure.NotRunning && context.Time.GetElapsedTime(began) + StartSpacing < StartLimit)
            {
                context.Log.Show(new RunProgress(step, $"{failure.Message}; tried again for {Durations.Text(StartLimit)} at most"));
                await Task.Delay(StartSpacing, context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
