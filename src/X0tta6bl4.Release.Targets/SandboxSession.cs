using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Targets;

/// <summary>What the sandbox's targets do.</summary>
static class SandboxSession
{
    public static async Task RehearseAsync(ISandboxTargets build)
    {
        var setup = RequestReader.Read(build);
        if (build.ListScenarios)
        {
            setup.Output.Write(await SandboxProcess.ListScenariosAsync(CancellationToken.None).ConfigureAwait(false));
            return;
        }

        var known = await SandboxProcess.ScenariosAsync(CancellationToken.None).ConfigureAwait(false);
        if (!known.Contains(build.Scenario!))
        {
            throw Refused(build, Unknown(build.Scenario!, known));
        }

        await Rehearsal.RunAsync(setup, build.Scenario!).ConfigureAwait(false);
    }

    static Problem Unknown(string scenario, ImmutableArray<string> known)
    {
        // A part of a name, such as a code without its prefix or the beginning of one, means all that have it.
        var near = Nearest.To(scenario, known) is { } one ? [one] : known.Where(name => name.Contains(scenario, StringComparison.OrdinalIgnoreCase)).ToArray();
        return new Problem(
            "--scenario",
            $"there is no scenario '{scenario}'{(near.Length > 0 ? $"; did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?" : "")}",
            "./build.sh Rehearse --list-scenarios names them");
    }

    public static async Task StartOrStopAsync(ISandboxTargets build)
    {
        var setup = RequestReader.Read(build);
        var sandbox = new SandboxProcess(Path.Combine(setup.TemporaryDirectory, "sandbox"));
        if (build.Stop)
        {
            var stopped = await sandbox.StopAsync(CancellationToken.None).ConfigureAwait(false);
            await setup.Output.WriteLineAsync(stopped ? "The sandbox has saved its state and ended." : "No sandbox runs.").ConfigureAwait(false);
            return;
        }

        try
        {
            var address = await sandbox.StartAsync(setup.SandboxOptions, CancellationToken.None).ConfigureAwait(false);
            await setup.Output.WriteLineAsync($"The sandbox runs. Try: kubectl --kubeconfig {Path.GetRelativePath(Environment.CurrentDirectory, address.Kubeconfig)} --context eks-us-east-1 get pods -A").ConfigureAwait(false);
        }
        catch (EstateAccessException exception)
        {
            throw Refused(build, new Problem(exception.Subject, exception.Reason));
        }
    }

    static RefusalException Refused(ISandboxTargets build, Problem problem)
    {
        build.ExitCode = Reporting.ExitCode.Refused;
        return new RefusalException([problem]).In(RequestReader.Language(build));
    }
}
