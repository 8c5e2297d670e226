using System.Globalization;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Commands;

/// <summary>What the error channel of an exec says at its end.</summary>
static class ExecStatus
{
    /// <summary>How container runtimes (containerd, CRI-O, runc, crun) and kubelets say that a container has stopped, or has not begun.</summary>
    static readonly string[] NotRunning = ["container not found", "not running", "stopped state", "CONTAINER_EXITED", "not created or running", "no running task", "stopped container"];

    /// <summary>The exit code; null with a message when the command never ran.</summary>
    public static (int? ExitCode, string Message) Read(string text)
    {
        var status = JsonReading.ParseObject(text);
        if (status.Text("status") == "Success")
        {
            return (0, "");
        }

        var code = status.Items("details", "causes").FirstOrDefault(cause => cause.Text("reason") == "ExitCode").Text("message");
        return int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (number, "")
            : (null, Text.OneLine(status.Text("message") is { Length: > 0 } message ? message : text));
    }

    /// <summary>Why a command never ran, by the words of whoever was to start it.</summary>
    public static AccessFailure Failure(string message) =>
        NotRunning.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase)) ? AccessFailure.NotRunning : AccessFailure.Rejected;
}
