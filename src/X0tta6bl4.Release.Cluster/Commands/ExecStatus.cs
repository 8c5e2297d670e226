using System.Globalization;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Commands;

/// <summary>What the error channel of an exec says at its end.</summary>
static class ExecStatus
{
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
}
