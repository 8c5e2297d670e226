using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Nuke.Common.Output;

namespace Nuke.Common.Execution;

/// <summary>Runs the plan: target by target, and after a failure or an interruption the assured targets that are left.</summary>
internal sealed class BuildExecutor(NukeBuild build, BuildContext context, BuildOutput output, Interruption interruption)
{
    readonly BuildAttempt attempt = new(context.Root, context.Arguments, build.Continue);

    public void Run()
    {
        if (attempt.HasChanged)
            output.ImportantLine(context.Host.FormatWarning("The arguments differ from the previous attempt's; starting anew."),
                Tone.Warning);
        try
        {
            if (RunUntilStopped())
                return;
        }
        catch
        {
            RunAssured();
            throw;
        }

        RunAssured();
    }

    /// <summary>The innermost exception that says something: reflection and tasks wrap what was thrown.</summary>
    public static Exception Unwrap(Exception exception) => exception switch
    {
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        AggregateException { InnerExceptions: [var inner] } => Unwrap(inner),
        _ => exception,
    };

    bool RunUntilStopped()
    {
        foreach (var target in build.ExecutionPlan)
        {
            if (interruption.IsRequested || (!Run(target) && !target.ProceedAfterFailure))
                return false;
        }

        return !interruption.IsRequested;
    }

    void RunAssured()
    {
        foreach (var target in build.ExecutionPlan
            .Where(target => target is { AssuredAfterFailure: true, Status: ExecutionStatus.Scheduled }))
            Run(target);
    }

    bool Run(ExecutableTarget target)
    {
        if (target.Status == ExecutionStatus.Skipped
            || WasDone(target)
            || SkipRules.Check(build.ExecutionPlan, target, target.Definition.DynamicConditions))
        {
            target.Status = ExecutionStatus.Skipped;
            build.OnTargetSkipped(target.Name);
            return true;
        }

        if (target.Definition.Actions.Count == 0)
        {
            target.Status = ExecutionStatus.Collective;
            return true;
        }

        context.Host.OpenBlock(output, target.Name, context.Time.GetUtcNow());
        var failure = RunBody(target);
        context.Host.CloseBlock(output, target.Name, context.Time.GetUtcNow());
        if (failure is not null)
            Report(target, failure);
        return failure is null;
    }

    bool WasDone(ExecutableTarget target) =>
        attempt.Contains(target) && target.Summary.TryAdd(nameof(ExecutableTarget.Skipped), "succeeded in the previous attempt");

    [SuppressMessage("Design", "CA1031",
        Justification = "The boundary between the engine and the build: whatever a body throws is the target's failure.")]
    Exception? RunBody(ExecutableTarget target)
    {
        target.Status = ExecutionStatus.Running;
        target.Start(context.Time);
        try
        {
            build.OnTargetRunning(target.Name);
            target.Definition.Actions.ForEach(action => action());
            target.Stop();
            target.Status = ExecutionStatus.Succeeded;
            build.OnTargetSucceeded(target.Name);
            attempt.Add(target);
            return null;
        }
        catch (Exception exception)
        {
            target.Stop();
            var cause = Unwrap(exception);
            target.Status = interruption.IsRequested
                && cause is OperationCanceledException
                ? ExecutionStatus.Aborted
                : ExecutionStatus.Failed;
            return cause;
        }
    }

    void Report(ExecutableTarget target, Exception failure)
    {
        if (target.Summary.Count == 0)
            target.Summary[failure.GetType().Name] = failure.Message.Split('\n')[0].TrimEnd();
        var text = context.Verbosity == Verbosity.Verbose ? failure.ToString() : failure.Message;
        output.AlwaysLine(context.Host.FormatError($"{target.Name} failed: {text}"), Tone.Bad);
        build.OnTargetFailed(target.Name);
    }
}
