using System.Collections.Immutable;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.GitLab;

namespace Nuke.Common.Execution;

/// <summary>The hosts there are, and how the present one is recognised.</summary>
internal static class Hosts
{
    public static readonly ImmutableArray<string> Names = [nameof(GitHubActions), nameof(GitLab), nameof(Terminal)];

    /// <summary>The host of that name; <see langword="null"/> if there is none.</summary>
    public static Host? ByName(string name) =>
        name.Equals(nameof(GitHubActions), StringComparison.OrdinalIgnoreCase) ? new GitHubActions()
        : name.Equals(nameof(GitLab), StringComparison.OrdinalIgnoreCase) ? new GitLab()
        : name.Equals(nameof(Terminal), StringComparison.OrdinalIgnoreCase) ? new Terminal()
        : null;

    public static Host Detect() =>
        GitHubActions.IsRunningGitHubActions ? new GitHubActions()
        : GitLab.IsRunningGitLab ? new GitLab()
        : new Terminal();
}
