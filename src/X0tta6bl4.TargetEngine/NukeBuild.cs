using System.Linq.Expressions;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>
/// Base class of builds. A build declares its targets as properties, and a <c>Main</c> that returns <see cref="Execute{T}"/>.
/// </summary>
/// <example>
/// <code>
/// class Build : NukeBuild
/// {
///     public static int Main() =&gt; Execute&lt;Build&gt;(x =&gt; x.Compile);
///
///     Target Compile =&gt; _ =&gt; _.DependsOn(Clean).Executes(() =&gt; ...);
/// }
/// </code>
/// </example>
public abstract partial class NukeBuild : INukeBuild
{
    /// <summary>The targets of this run, in the order of execution.</summary>
    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; internal set; } = [];

    /// <summary>The targets named on the command line.</summary>
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => [.. ExecutionPlan.Where(target => target.Invoked)];

    /// <summary>The targets that were skipped.</summary>
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => With(ExecutionStatus.Skipped);

    /// <summary>The targets that have not started yet.</summary>
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => With(ExecutionStatus.Scheduled);

    /// <summary>The target that runs.</summary>
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => With(ExecutionStatus.Running);

    /// <summary>The targets that were stopped before their end.</summary>
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => With(ExecutionStatus.Aborted);

    /// <summary>The targets that failed.</summary>
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => With(ExecutionStatus.Failed);

    /// <summary>The targets that ended well.</summary>
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => With(ExecutionStatus.Succeeded);

    /// <summary>The targets that failed or ended well.</summary>
    public IReadOnlyCollection<ExecutableTarget> FinishedTargets => [.. FailedTargets, .. SucceededTargets];

    /// <summary>Whether nothing has failed and nothing is left.</summary>
    public bool IsSucceeding =>
        ExecutionPlan.All(target => target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Skipped or ExecutionStatus.Collective);

    /// <summary>Whether something has failed, was aborted or was not run.</summary>
    public bool IsFailing =>
        ExecutionPlan.Any(target => target.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);

    /// <summary>Whether nothing is left to run.</summary>
    public bool IsFinished => !ExecutionPlan.Any(target => target.Status is ExecutionStatus.Scheduled or ExecutionStatus.Running);

    /// <summary>The exit code, from 0 to 255. Unless it is set: 0, 255 after a failure, 130 or 143 after SIGINT or SIGTERM.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Whether the plan is to be shown.</summary>
    public bool Plan { get; internal set; }

    /// <summary>Whether help is to be shown.</summary>
    public bool Help { get; internal set; }

    /// <summary>Whether no logo is to be shown.</summary>
    public bool NoLogo { get; internal set; }

    /// <summary>Whether the previous attempt is continued.</summary>
    public bool Continue { get; internal set; }

    /// <summary>Which share of the work this run does. Default is the whole.</summary>
    public Partition Partition { get; internal set; } = Partition.Single;

    AbsolutePath INukeBuild.RootDirectory => RootDirectory;

    AbsolutePath INukeBuild.TemporaryDirectory => TemporaryDirectory;

    AbsolutePath? INukeBuild.BuildAssemblyFile => BuildAssemblyFile;

    AbsolutePath? INukeBuild.BuildAssemblyDirectory => BuildAssemblyDirectory;

    AbsolutePath? INukeBuild.BuildProjectDirectory => BuildProjectDirectory;

    AbsolutePath? INukeBuild.BuildProjectFile => BuildProjectFile;

    Verbosity INukeBuild.Verbosity => Verbosity;

    Host INukeBuild.Host => Host;

    bool INukeBuild.IsLocalBuild => IsLocalBuild;

    bool INukeBuild.IsServerBuild => IsServerBuild;

    /// <summary>Puts information beside the running target in the summary.</summary>
    /// <param name="configurator">Adds to the dictionary it is given, and returns it.</param>
    /// <exception cref="InvalidOperationException">No target is running.</exception>
    public void ReportSummary(Configure<Dictionary<string, string>>? configurator = null)
    {
        var target = RunningTargets.SingleOrDefault()
            ?? throw new InvalidOperationException("ReportSummary can be called from a target's body only.");
        target.Summary = configurator?.Invoke([]) ?? [];
    }

    T? INukeBuild.TryGetValue<T>(Expression<Func<T?>> parameterExpression)
        where T : class => Value<T>(parameterExpression);

    T? INukeBuild.TryGetValue<T>(Expression<Func<object?>> parameterExpression)
        where T : default => Value<T>(parameterExpression);

    /// <summary>Runs the build.</summary>
    /// <typeparam name="T">The build class.</typeparam>
    /// <param name="defaultTargets">What runs when the command line names no target; with none, help is shown.</param>
    /// <returns>The exit code for <c>Main</c>; 2 if the build was called wrongly, and nothing has run then.</returns>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargets)
        where T : NukeBuild, new() =>
        BuildRunner.Run(typeof(T), static () => new T(),
            Array.ConvertAll(defaultTargets, target => TargetDiscovery.NameOf(Members.Of(target))));

    static T? Value<T>(LambdaExpression expression) => BuildContext.Current.Values is { } values ? values.Get<T>(expression) : default;

    ExecutableTarget[] With(ExecutionStatus status) => [.. ExecutionPlan.Where(target => target.Status == status)];
}
