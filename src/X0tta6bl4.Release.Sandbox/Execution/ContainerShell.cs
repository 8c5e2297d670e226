using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>The programs that a simulated container has; a shell is not among them.</summary>
internal sealed class ContainerShell(SimulationClock clock, JsonObject pod, ContainerRun container, ImmutableArray<string> failingTests)
{
    public Task<CommandOutcome> RunAsync(string[] command, CancellationToken cancellationToken)
    {
        var program = command.Length > 0 ? command[0][(command[0].LastIndexOf('/') + 1)..] : "";
        return program switch
        {
            "curl" => new Curl(clock, pod, container).RunAsync(command[1..], cancellationToken),
            "run-integration-tests.sh" => Task.FromResult(IntegrationTests(command[1..])),
            _ => Task.FromResult(new CommandOutcome(
                126, "", "", $"failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: "
                    + $"exec: \"{command.FirstOrDefault()}\": executable file not found in $PATH: unknown")),
        };
    }

    CommandOutcome IntegrationTests(string[] arguments)
    {
        if (arguments is not [var component, var version])
        {
            return new(2, "", "usage: run-integration-tests.sh COMPONENT VERSION\n");
        }

        var fails = failingTests.Contains(component) || pod.Items("spec", "containers").Where(c => c.Text("name") == container.Name)
            .SelectMany(c => c.Items("env")).Any(e => e.Text("name") == "INTEGRATION_TESTS" && e.Text("value") == "fail");
        string[] suites = ["configuration", "contract", "smoke"];
        var results = suites.Select((suite, i) => $"{(fails && i == 1 ? "not ok" : "ok")} {i + 1} - {component} {version}: {suite}\n");
        return new(fails ? 1 : 0, $"TAP version 13\n1..{suites.Length}\n{string.Concat(results)}", "");
    }
}
