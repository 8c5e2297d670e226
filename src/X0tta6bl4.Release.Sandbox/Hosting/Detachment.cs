using System.Globalization;
using System.Runtime.InteropServices;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>Leaves the terminal of the process that started the sandbox.</summary>
internal static partial class Detachment
{
    const int ReadWrite = 2;
    const int Standard = 3;
    const string Descriptors = "/proc/self/fd";

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
        foreach (var stream in Copies().Where(_ => nothing >= 0))
        {
            _ = Duplicate(nothing, stream);
        }
    }

    // The runtime keeps copies of the standard streams; one that is left keeps the reader of a pipe waiting.
    static IReadOnlyList<int> Copies()
    {
        var links = Directory.Exists(Descriptors)
            ? Directory.GetFiles(Descriptors).Select(f => (Number: int.Parse(Path.GetFileName(f), CultureInfo.InvariantCulture), Target: new FileInfo(f).LinkTarget)).ToList()
            : [];
        var own = links.Where(l => l.Number < Standard && l.Target is not null).Select(l => l.Target).ToHashSet();
        return [.. links.Where(l => own.Contains(l.Target)).Select(l => l.Number).Union(Enumerable.Range(0, Standard))];
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
