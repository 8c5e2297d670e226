using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>The programs that a simulated container has. Only images of charts have a shell, and that one runs a single command.</summary>
/// <param name="cluster">The cluster of the pod.</param>
/// <param name="pod">The pod.</param>
/// <param name="container">Its container.</param>
/// <param name="failingTests">Components whose integration tests fail.</param>
internal sealed class ContainerShell(Cluster cluster, JsonObject pod, ContainerRun container, ImmutableArray<string> failingTests)
{
    /// <summary>Runs a command; needs the gate.</summary>
    public CommandOutcome Run(string[] command)
    {
        var repository = container.Image?.Repository ?? "";
        var program = command.Length > 0 ? command[0][(command[0].LastIndexOf('/') + 1)..] : "";
        return program switch
        {
            "curl" => new Curl(pod, container).Run(command[1..]),
            "run-integration-tests.sh" => IntegrationTests(command[1..]),
            "vault" when repository == ChartImages.Vault => new VaultProgram(VaultStatus.Of(cluster, pod, container), container.Unseal).Run(command[1..]),
            "sh" when ChartImages.IsOne(repository) && command is [_, "-c" or "-ec" or "-ce", var line] =>
                Shell(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            _ => new(126, "", "", $"failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: "
                + $"exec: \"{command.FirstOrDefault()}\": executable file not found in $PATH: unknown"),
        };
    }

    CommandOutcome Shell(string[] command)
    {
        var outcome = command.Length == 0 ? new(0, "", "") : Run(command);
        return outcome.Failure is null ? outcome : new(127, "", $"sh: {command[0]}: not found\n");
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
