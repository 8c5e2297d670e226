using System.Diagnostics;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>Runs with <c>artifacts</c> on a file system of its own, in a mount namespace of its own: nobody else sees it.</summary>
static class HostileDisk
{
    // A file system in memory, with what was there before and not one free page. What the run leaves on it comes back.
    const string Full = """
        mkdir -p artifacts && mv artifacts kept && mkdir artifacts && mount -t tmpfs -o size=4m tmpfs artifacts && cp -a kept/. artifacts/ || exit 99
        cat /dev/zero >artifacts/filler 2>/dev/null
        "$@"
        code=$?
        rm artifacts/filler && rm -r kept && cp -a artifacts/. kept && umount artifacts && rmdir artifacts && mv kept artifacts || exit 99
        exit $code
        """;

    const string ReadOnly = """
        mkdir -p artifacts && mount --bind artifacts artifacts && mount -o remount,bind,ro artifacts || exit 99
        exec "$@"
        """;

    static readonly string[] Namespace = Environment.IsPrivilegedProcess ? ["unshare", "-m"] : ["unshare", "-rm"];

    /// <summary>Why this machine cannot do it; null when it can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>A run that finds not one free page. The last page of each file has the room that it had.</summary>
    public static Task<BuildRun> RunFullAsync(Checkout checkout, params string[] arguments) => checkout.RunByAsync([.. Namespace, "sh", "-c", Full, "sh"], arguments);

    /// <summary>A run that may write nothing there.</summary>
    public static Task<BuildRun> RunReadOnlyAsync(Checkout checkout, params string[] arguments) => checkout.RunByAsync([.. Namespace, "sh", "-c", ReadOnly, "sh"], arguments);

    static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "mount namespaces are a thing of Linux";
        }

        try
        {
            var directory = Directory.CreateTempSubdirectory("disk-");
            using var process = Process.Start(new ProcessStartInfo(Namespace[0], [.. Namespace[1..], "sh", "-c", "mount -t tmpfs tmpfs ."]) { WorkingDirectory = directory.FullName, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            directory.Delete();
            return process.ExitCode == 0 ? null : $"{string.Join(' ', Namespace)} is not allowed here: {errors.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return $"{Namespace[0]} cannot be started: {exception.Message}";
        }
    }
}
