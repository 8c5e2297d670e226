namespace X0tta6bl4.Release.Terminal;

/// <summary>What the standard output of a process is fit for.</summary>
/// <param name="IsLive">True when rows can be drawn in place.</param>
/// <param name="HasColours">True when colours are wanted.</param>
/// <param name="Rewraps">True when a window that becomes narrower wraps what is on it; else it cuts it off.</param>
public sealed record TerminalTraits(bool IsLive, bool HasColours, bool Rewraps)
{
    /// <summary>Judges by what is known of the process. Where there is doubt, plain lines are right.</summary>
    /// <param name="isRedirected">True when standard output is no terminal.</param>
    /// <param name="isWindows">True on Windows: whether a console there understands escapes is a setting of each window, which is not ours to change.</param>
    /// <param name="onServer">True on a build server.</param>
    /// <param name="variable">Reads an environment variable; null for one that is not set.</param>
    public static TerminalTraits Of(bool isRedirected, bool isWindows, bool onServer, Func<string, string?> variable)
    {
        var kind = variable("TERM") ?? "";
        var isLive = !isRedirected && !isWindows && !onServer && kind is not ("" or "dumb") && (variable("CI") ?? "") is ("" or "false" or "0");
        // The Linux console, xterm (which alone sets that variable) and GNU screen cut off; nearly everything younger wraps.
        var cutsOff = kind == "linux" || IsSet("XTERM_VERSION") || (kind.StartsWith("screen", StringComparison.Ordinal) && !IsSet("TMUX"));
        return new TerminalTraits(isLive, isLive && !IsSet("NO_COLOR"), !cutsOff);

        bool IsSet(string name) => variable(name) is { Length: > 0 };
    }
}
