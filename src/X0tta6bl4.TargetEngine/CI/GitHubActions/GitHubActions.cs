using System.Globalization;
using Nuke.Common.Output;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>
/// GitHub Actions: targets become groups of the log, errors become annotations. Values come from the runner's environment.
/// </summary>
public sealed class GitHubActions : Host, IBuildServer
{
    internal GitHubActions()
    {
    }

    /// <summary>This host, if the build runs there.</summary>
    public static GitHubActions? Instance => BuildContext.Current.Host as GitHubActions;

    internal static bool IsRunningGitHubActions =>
        string.Equals(Environment.GetEnvironmentVariable("GITHUB_ACTIONS"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the workflow.</summary>
    public string? Workflow => Read("GITHUB_WORKFLOW");

    /// <summary>The id of the job.</summary>
    public string? Job => Read("GITHUB_JOB");

    /// <summary>Who started the workflow.</summary>
    public string? Actor => Read("GITHUB_ACTOR");

    /// <summary>Owner and name of the repository.</summary>
    public string? Repository => Read("GITHUB_REPOSITORY");

    /// <summary>The owner of the repository.</summary>
    public string? RepositoryOwner => Read("GITHUB_REPOSITORY_OWNER");

    /// <summary>The event that triggered the workflow.</summary>
    public string? EventName => Read("GITHUB_EVENT_NAME");

    /// <summary>The file with the event's payload.</summary>
    public string? EventPath => Read("GITHUB_EVENT_PATH");

    /// <summary>The directory of the checkout.</summary>
    public string? Workspace => Read("GITHUB_WORKSPACE");

    /// <summary>The commit.</summary>
    public string? Sha => Read("GITHUB_SHA");

    /// <summary>The branch or tag.</summary>
    public string? Ref => Read("GITHUB_REF");

    /// <summary>The source branch of a pull request.</summary>
    public string? HeadRef => Read("GITHUB_HEAD_REF");

    /// <summary>The target branch of a pull request.</summary>
    public string? BaseRef => Read("GITHUB_BASE_REF");

    /// <summary>The address of the server.</summary>
    public string? ServerUrl => Read("GITHUB_SERVER_URL");

    /// <summary>The number of this run of the workflow; 0 if unknown.</summary>
    public long RunNumber => ReadNumber("GITHUB_RUN_NUMBER");

    /// <summary>The id of this run; 0 if unknown.</summary>
    public long RunId => ReadNumber("GITHUB_RUN_ID");

    /// <summary>Whether a pull request triggered the workflow.</summary>
    public bool IsPullRequest => EventName == "pull_request";

    string? IBuildServer.Branch => Ref;

    string? IBuildServer.Commit => Sha;

    internal override void OpenBlock(BuildOutput output, string name, DateTimeOffset now) => output.Line($"::group::{Escape(name)}");

    internal override void CloseBlock(BuildOutput output, string name, DateTimeOffset now) => output.Line("::endgroup::");

    internal override string FormatError(string text) => $"::error::{Escape(text)}";

    internal override string FormatWarning(string text) => $"::warning::{Escape(text)}";

    static string Escape(string text) =>
        text
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    static string? Read(string name) => Environment.GetEnvironmentVariable(name);

    static long ReadNumber(string name) => long.TryParse(Read(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
