namespace Nuke.Common.Execution;

/// <summary>A terminal, or anything that is not a known build server.</summary>
public sealed class Terminal : Host;
