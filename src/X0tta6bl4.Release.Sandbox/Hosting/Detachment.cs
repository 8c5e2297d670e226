using System.Runtime.InteropServices;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>Leaves the terminal of the process that started the sandbox.</summary>
internal static partial class Detachment
{
    const int ReadWrite = 2;

    /// <summary>Takes a session of its own: Ctrl-C and the closing of the terminal do not reach it.</summary>
    public static void LeaveSession()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Fails for the leader of a process group; the ignored signals then have to do.
            _ = SetSession();
        }
    }

    /// <summary>Lets go of the pipes that the starting process may be reading to their end.</summary>
    public static void LeaveStandardStreams()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var nothing = Open("/dev/null", ReadWrite);
        for (var stream = 0; stream <= 2 && nothing >= 0; stream++)
        {
            _ = Duplicate(nothing, stream);
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int from, int to);
}
