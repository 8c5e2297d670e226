namespace Nuke.Common;

/// <summary>How much the engine prints. Default <see cref="Normal"/>.</summary>
public enum Verbosity
{
    /// <summary>Everything, with the stack traces of exceptions.</summary>
    Verbose,

    /// <summary>Targets, warnings, errors, summary.</summary>
    Normal,

    /// <summary>Warnings, errors, summary.</summary>
    Minimal,

    /// <summary>Errors.</summary>
    Quiet,
}
