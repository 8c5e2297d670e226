using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.GitLab;

namespace X0tta6bl4.Release.Targets;

/// <summary>Who runs this build where, as others read it in the estate's lock.</summary>
/// <param name="User">The account.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="Machine">The machine as nobody else's is called.</param>
/// <param name="ProcessId">The process on it.</param>
/// <param name="JobUrl">Address of the CI job; empty when there is none.</param>
public sealed record RunnerIdentity(string User, string Host, string Machine, int ProcessId, string JobUrl)
{
    /// <summary><c>USER@HOST</c>.</summary>
    public string Holder => $"{User}@{Host}";

    /// <summary>Tells whether a process of this machine is alive.</summary>
    public Func<int, bool> Lives { get; init; } = IsAlive;

    /// <summary>Reads who runs this process.</summary>
    public static RunnerIdentity Read() =>
        new(Environment.UserName, Environment.MachineName, $"{Environment.MachineName}/{BootId()}", Environment.ProcessId, Job());

    // Hosts of clouds and containers often share their names; no two boots share this.
    static string BootId()
    {
        const string path = "/proc/sys/kernel/random/boot_id";
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    static string Job() => GitLab.Instance is { } gitLab ? $"{gitLab.ProjectUrl}/-/jobs/{gitLab.JobId}"
        : GitHubActions.Instance is { } gitHub ? $"{gitHub.ServerUrl}/{gitHub.Repository}/actions/runs/{gitHub.RunId}"
        : "";

    static bool IsAlive(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
