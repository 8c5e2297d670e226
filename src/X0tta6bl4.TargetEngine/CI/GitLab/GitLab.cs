using System.Globalization;
using Nuke.Common.Output;

namespace Nuke.Common.CI.GitLab;

/// <summary>GitLab CI: targets become sections of the log. Values come from the runner's environment.</summary>
public sealed class GitLab : Host, IBuildServer
{
    internal GitLab()
    {
    }

    /// <summary>This host, if the build runs there.</summary>
    public static GitLab? Instance => BuildContext.Current.Host as GitLab;

    internal static bool IsRunningGitLab => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GITLAB_CI"));

    /// <summary>The branch or tag.</summary>
    public string? CommitRefName => Read("CI_COMMIT_REF_NAME");

    /// <summary>The commit.</summary>
    public string? CommitSha => Read("CI_COMMIT_SHA");

    /// <summary>The tag, when a tag is built.</summary>
    public string? CommitTag => Read("CI_COMMIT_TAG");

    /// <summary>The id of the job; 0 if unknown.</summary>
    public long JobId => ReadNumber("CI_JOB_ID");

    /// <summary>The name of the job.</summary>
    public string? JobName => Read("CI_JOB_NAME");

    /// <summary>The stage of the job.</summary>
    public string? JobStage => Read("CI_JOB_STAGE");

    /// <summary>The id of the pipeline; 0 if unknown.</summary>
    public long PipelineId => ReadNumber("CI_PIPELINE_ID");

    /// <summary>What started the pipeline.</summary>
    public string? PipelineSource => Read("CI_PIPELINE_SOURCE");

    /// <summary>The directory of the checkout.</summary>
    public string? ProjectDirectory => Read("CI_PROJECT_DIR");

    /// <summary>The id of the project; 0 if unknown.</summary>
    public long ProjectId => ReadNumber("CI_PROJECT_ID");

    /// <summary>The project with its groups.</summary>
    public string? ProjectPath => Read("CI_PROJECT_PATH");

    /// <summary>The address of the project.</summary>
    public string? ProjectUrl => Read("CI_PROJECT_URL");

    /// <summary>The login of who started the pipeline.</summary>
    public string? GitLabUserLogin => Read("GITLAB_USER_LOGIN");

    string? IBuildServer.Branch => CommitRefName;

    string? IBuildServer.Commit => CommitSha;

    internal override void OpenBlock(BuildOutput output, string name, DateTimeOffset now) => output.Line(Marker("start", name, now) + name);

    internal override void CloseBlock(BuildOutput output, string name, DateTimeOffset now) => output.Line(Marker("end", name, now));

    // The runner's own protocol: these escapes are no colours and are needed in redirected output, too.
    static string Marker(string edge, string name, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"\e[0Ksection_{edge}:{now.ToUnixTimeSeconds()}:{name}\r\e[0K");

    static string? Read(string name) => Environment.GetEnvironmentVariable(name);

    static long ReadNumber(string name) => long.TryParse(Read(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
