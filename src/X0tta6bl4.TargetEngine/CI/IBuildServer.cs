namespace Nuke.Common.CI;

/// <summary>A host that is a build server.</summary>
public interface IBuildServer
{
    /// <summary>The branch or tag being built, if the server tells.</summary>
    string? Branch { get; }

    /// <summary>The commit being built, if the server tells.</summary>
    string? Commit { get; }
}
