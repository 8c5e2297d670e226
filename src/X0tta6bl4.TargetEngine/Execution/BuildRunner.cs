using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Nuke.Common.CI;
using Nuke.Common.Output;
using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

/// <summary>One run from the command line to the exit code.</summary>
internal static class BuildRunner
{
    const int Failed = 255;
    const int CalledWrongly = 2;

    [SuppressMessage("Design", "CA1031",
        Justification = "The boundary of the process: whatever goes wrong becomes a message and an exit code.")]
    public static int Run(Type buildType, Func<NukeBuild> create, IReadOnlyCollection<string> defaultTargets)
    {
        var output = StandardStreams.Open();
        NukeBuild? build = null;
        try
        {
            var context = BuildContext.Current;
            output.Verbosity = () => context.Verbosity;
            var values = ParameterValues.Read(context.Sources, buildType);
            context.Values = values;
            output.Redactor = new Redactor(values.Secrets);
            build = create();
            return Run(build, output, values, Prepare(build, values, defaultTargets));
        }
        catch (UsageException exception)
        {
            foreach (var problem in exception.Problems)
                output.ErrorLine(Hosts.Detect().FormatError(problem));
            return CalledWrongly;
        }
        catch (Exception exception)
        {
            var cause = BuildExecutor.Unwrap(exception);
            var text = output.Verbosity() == Verbosity.Verbose ? cause.ToString() : cause.Message;
            output.AlwaysLine(Hosts.Detect().FormatError(text), Tone.Bad);
            return build?.ExitCode ?? Failed;
        }
    }

    static ImmutableArray<ExecutableTarget> Prepare(NukeBuild build, ParameterValues values, IReadOnlyCollection<string> defaultTargets)
    {
        build.Plan = values.IsOn(EngineParameters.Plan);
        build.Help = values.IsOn(EngineParameters.Help);
        build.NoLogo = values.IsOn(EngineParameters.NoLogo);
        build.Continue = values.IsOn(EngineParameters.Continue);
        build.Partition = Partition(values);
        values.Inject(build);
        var targets = TargetFactory.CreateAll(build, defaultTargets);
        build.OnBuildCreated();
        return targets;
    }

    static int Run(NukeBuild build, BuildOutput output, ParameterValues values, ImmutableArray<ExecutableTarget> targets)
    {
        var context = BuildContext.Current;
        var invoked = Named(targets, TargetNames(context.Sources.CommandLine, values));
        var skipped = values.Get<string[]>(EngineParameters.Skip) is { } names ? Named(targets, names) : null;
        foreach (var target in invoked)
            target.Invoked = true;
        build.ExecutionPlan = ExecutionPlanner.Plan(targets, invoked.Count > 0 ? invoked : targets.Where(target => target.IsDefault));
        BuildSchema.Update(context.Root, targets, values.Declarations);

        if (build.Help || build.ExecutionPlan.Count == 0 || values.IsOn(EngineParameters.ListTargets))
        {
            if (values.IsOn(EngineParameters.ListTargets) && !build.Help)
                HelpText.WriteList(output, targets);
            else
                HelpText.Write(output, targets, values.Declarations);
            return 0;
        }

        return Execute(build, output, values, skipped);
    }

    static int Execute(NukeBuild build, BuildOutput output, ParameterValues values, IReadOnlyCollection<ExecutableTarget>? skipped)
    {
        if (!build.Plan)
            build.OnBuildInitialized();
        if (skipped is not null)
            SkipRules.SkipByName(build.ExecutionPlan, skipped);
        foreach (var target in build.ExecutionPlan)
            SkipRules.Check(build.ExecutionPlan, target, target.Definition.StaticConditions);
        if (build.Plan)
        {
            PlanText.Write(output, build);
            return 0;
        }

        Requirements.Check(build, values);
        using var interruption = new Interruption(output);
        try
        {
            new BuildExecutor(build, BuildContext.Current, output, interruption).Run();
        }
        finally
        {
            Finish(build, output, interruption);
        }

        return build.ExitCode ?? interruption.ExitCode ?? (build.IsSucceeding ? 0 : Failed);
    }

    static void Finish(NukeBuild build, BuildOutput output, Interruption interruption)
    {
        foreach (var target in build.ExecutionPlan)
        {
            target.Status = target.Status switch
            {
                ExecutionStatus.Running => ExecutionStatus.Aborted,
                ExecutionStatus.Scheduled => ExecutionStatus.NotRun,
                var status => status,
            };
        }

        Summary.Write(output, build);
        if (interruption.IsRequested)
            output.ImportantLine("Build interrupted.", Tone.Warning);
        else if (build.IsSucceeding)
            output.ImportantLine("Build succeeded.", Tone.Good);
        else
            output.ImportantLine("Build failed.", Tone.Bad);
        build.OnBuildFinished();
    }

    // The words of the command line, with --target if that is there, too; environment and file count only where there are none.
    static IEnumerable<string> TargetNames(CommandLine commandLine, ParameterValues values)
    {
        var given = values.Get<string[]>(EngineParameters.Target) ?? [];
        var isOption = commandLine.Options.Any(option => ParameterNames.Key(option.Written) == EngineParameters.Target.Key);
        return commandLine.Words.Length == 0 || isOption ? commandLine.Words.Concat(given) : commandLine.Words;
    }

    static List<ExecutableTarget> Named(ImmutableArray<ExecutableTarget> targets, IEnumerable<string> names)
    {
        var all = targets.Select(target => target.Name);
        var found = new List<ExecutableTarget>();
        var problems = new List<string>();
        foreach (var name in names.SelectMany(word => word.Split('+', StringSplitOptions.RemoveEmptyEntries)))
        {
            var key = ParameterNames.Key(name);
            if (targets.FirstOrDefault(target => ParameterNames.Key(target.Name) == key) is { } target)
                found.Add(target);
            else
                problems.Add($"Unknown target {name}.{Suggestion.For(name, all)} --list shows all targets.");
        }

        return problems.Count == 0 ? found : throw new UsageException([.. problems]);
    }

    static Partition Partition(ParameterValues values) =>
        values.Get<string>(EngineParameters.Partition) is not { } text ? CI.Partition.Single
        : CI.Partition.TryParse(text, out var partition) ? partition
        : throw new UsageException($"--partition is '{text}'; wanted is PART/TOTAL, as in 1/3.");
}
