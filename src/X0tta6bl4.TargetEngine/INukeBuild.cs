using System.Linq.Expressions;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>A build, as its components see it: interfaces that derive from this one and bring targets and parameters along.</summary>
public interface INukeBuild
{
    /// <summary>The targets of this run, in the order of execution.</summary>
    IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; }

    /// <summary>The targets named on the command line.</summary>
    IReadOnlyCollection<ExecutableTarget> InvokedTargets { get; }

    /// <summary>The targets that were skipped.</summary>
    IReadOnlyCollection<ExecutableTarget> SkippedTargets { get; }

    /// <summary>The targets that have not started yet.</summary>
    IReadOnlyCollection<ExecutableTarget> ScheduledTargets { get; }

    /// <summary>The target that runs.</summary>
    IReadOnlyCollection<ExecutableTarget> RunningTargets { get; }

    /// <summary>The targets that were stopped before their end.</summary>
    IReadOnlyCollection<ExecutableTarget> AbortedTargets { get; }

    /// <summary>The targets that failed.</summary>
    IReadOnlyCollection<ExecutableTarget> FailedTargets { get; }

    /// <summary>The targets that ended well.</summary>
    IReadOnlyCollection<ExecutableTarget> SucceededTargets { get; }

    /// <summary>The targets that failed or ended well.</summary>
    IReadOnlyCollection<ExecutableTarget> FinishedTargets { get; }

    /// <summary>Whether nothing has failed and nothing is left.</summary>
    bool IsSucceeding { get; }

    /// <summary>Whether something has failed, was aborted or was not run.</summary>
    bool IsFailing { get; }

    /// <summary>Whether nothing is left to run.</summary>
    bool IsFinished { get; }

    /// <summary>The exit code; by default 0, or 255 after a failure.</summary>
    int? ExitCode { get; set; }

    /// <summary>The root directory of the repository.</summary>
    AbsolutePath RootDirectory { get; }

    /// <summary>The directory <c>.nuke/temp</c>.</summary>
    AbsolutePath TemporaryDirectory { get; }

    /// <summary>The file of the build program.</summary>
    AbsolutePath? BuildAssemblyFile { get; }

    /// <summary>The directory of the build program.</summary>
    AbsolutePath? BuildAssemblyDirectory { get; }

    /// <summary>The directory of the build's project.</summary>
    AbsolutePath? BuildProjectDirectory { get; }

    /// <summary>The project of the build.</summary>
    AbsolutePath? BuildProjectFile { get; }

    /// <summary>How much is printed.</summary>
    Verbosity Verbosity { get; }

    /// <summary>Where the build runs.</summary>
    Host Host { get; }

    /// <summary>Whether the plan is to be shown.</summary>
    bool Plan { get; }

    /// <summary>Whether help is to be shown.</summary>
    bool Help { get; }

    /// <summary>Whether no logo is to be shown.</summary>
    bool NoLogo { get; }

    /// <summary>Whether the previous attempt is continued.</summary>
    bool Continue { get; }

    /// <summary>Whether the build runs outside a known build server.</summary>
    bool IsLocalBuild { get; }

    /// <summary>Whether the build runs on a known build server.</summary>
    bool IsServerBuild { get; }

    /// <summary>Which share of the work this run does.</summary>
    Partition Partition { get; }

    /// <summary>Puts information beside the running target in the summary.</summary>
    /// <param name="configurator">Adds to the dictionary it is given, and returns it.</param>
    void ReportSummary(Configure<Dictionary<string, string>>? configurator = null);

    /// <summary>The value given for a parameter of a component.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="parameterExpression">The member itself, as in <c>() =&gt; ApiKey</c>.</param>
    /// <returns>The value; <see langword="null"/> if none was given.</returns>
    T? TryGetValue<T>(Expression<Func<T?>> parameterExpression)
        where T : class;

    /// <summary>The value given for a parameter of a component, for types such as <c>int?</c>.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="parameterExpression">The member itself, as in <c>() =&gt; Retries</c>.</param>
    /// <returns>The value; the default if none was given.</returns>
    T? TryGetValue<T>(Expression<Func<object?>> parameterExpression);
}
