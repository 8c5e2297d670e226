using System.Diagnostics;
using System.Globalization;

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>What one run of a command took.</summary>
/// <param name="Wall">Seconds from start to end.</param>
/// <param name="Cpu">Seconds of processor time, user and system, of the command and its children.</param>
sealed record TimedCommand(double Wall, double Cpu)
{
    /// <summary>Runs a command under the shell's own clock: it knows what its children used, on every system that has bash.</summary>
    public static async Task<TimedCommand> RunAsync(params string[] command)
    {
        var start = Checkout.Start(Checkout.Root, "bash", ["-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >&2", "bash", .. command]);
        // The command's own lines go where nobody reads them; the clock's line is the last one.
        using var process = Process.Start(start)!;
        var lines = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {lines}");
        }

        var figures = lines.TrimEnd().Split('\n')[^1].Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new TimedCommand(figures[0], figures[1] + figures[2]);
    }
}
