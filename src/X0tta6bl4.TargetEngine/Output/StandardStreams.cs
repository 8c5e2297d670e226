using System.Diagnostics.CodeAnalysis;
using System.Text;

// The one place where the engine meets the console: everything else is handed a BuildOutput.
#pragma warning disable RS0030

namespace Nuke.Common.Output;

/// <summary>Opens the streams of the process.</summary>
internal static class StandardStreams
{
    /// <summary>The switch of a build whose standard output is read by a program; NUKE does the same where the console's writer was replaced.</summary>
    const string Reserved = "Nuke.Common.OutputIsReserved";

    /// <summary>
    /// Opens plain streams, not Console.Out: that one would look up encodings and terminal descriptions first, and start-up is what users
    /// wait for.
    /// </summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The streams of the process live as long as it does.")]
    public static BuildOutput Open()
    {
        // A Windows console decodes bytes by its code page; other systems take UTF-8 as it comes.
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
        var colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is not "dumb"
            && !Console.IsOutputRedirected;
        return new BuildOutput(Writer(Console.OpenStandardOutput()), Writer(Console.OpenStandardError()), colours)
        {
            IsReserved = static () => AppContext.TryGetSwitch(Reserved, out var isReserved) && isReserved,
        };
    }

    static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 512);
}
