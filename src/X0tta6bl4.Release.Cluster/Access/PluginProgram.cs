using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.KubeConfigModels;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Runs a credential plugin once.</summary>
sealed class PluginProgram(ExternalExecution execution, string folder, (string Cluster, string Context) names, TimeProvider time, TimeSpan limit)
{
    /// <summary>Runs the program and reads its credential.</summary>
    /// <exception cref="EstateAccessException">It cannot be started, fails, prints no credential, or takes too long.</exception>
    public async Task<PluginCredential> RunAsync(CancellationToken cancellationToken)
    {
        using var process = Start();
        using var late = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(both.Token);
            var errors = process.StandardError.ReadToEndAsync(both.Token);
            await process.WaitForExitAsync(both.Token).ConfigureAwait(false);
            var (printed, complaint) = (await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
            return process.ExitCode == 0
                ? PluginCredential.Read(printed) ?? throw Failure("printed no credential")
                : throw Failure($"ended with {process.ExitCode}: {LastLine(complaint)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"gave no answer in {Text.Of(limit)}");
        }
        catch (CryptographicException broken)
        {
            throw Failure($"printed a certificate that cannot be read: {Text.OneLine(broken.Message)}", broken);
        }
        finally
        {
            Stop(process);
        }
    }

    Process Start()
    {
        var start = new ProcessStartInfo(Command())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in execution.Arguments ?? [])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var variable in execution.EnvironmentVariables ?? [])
        {
            start.Environment[variable["name"]] = variable["value"];
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Request();
        try
        {
            return Process.Start(start) ?? throw Failure("could not be started");
        }
        catch (Win32Exception missing)
        {
            var hint = string.IsNullOrWhiteSpace(execution.InstallHint) ? "" : $"; {Text.OneLine(execution.InstallHint)}";
            throw Failure($"could not be started: {Text.OneLine(missing.Message)}{hint}", missing);
        }
    }

    /// <summary>A command with a slash is relative to the kubeconfig, one without is looked up in PATH.</summary>
    string Command() => execution.Command.Contains('/', StringComparison.Ordinal) && !Path.IsPathRooted(execution.Command)
        ? Path.GetFullPath(Path.Combine(folder, execution.Command))
        : execution.Command;

    string Request() => new JsonObject
    {
        ["apiVersion"] = execution.ApiVersion,
        ["kind"] = "ExecCredential",
        ["spec"] = new JsonObject { ["interactive"] = false },
    }.ToJsonString(JsonSerializerOptions.Default);

    EstateAccessException Failure(string what, Exception? inner = null) => new(
        AccessFailure.Denied, names.Cluster, $"{names.Cluster}: the credential plugin '{execution.Command}' of context '{names.Context}' {what}", inner);

    static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? Text.OneLine(last) : "it printed nothing";

    static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the kill.
        }
    }
}
