using System.Diagnostics;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>One target of a build, with its relations and its state.</summary>
[DebuggerDisplay($"{{{nameof(Name)}}} ({{{nameof(Status)}}})")]
public sealed class ExecutableTarget
{
    long started;
    long ended;
    TimeProvider? clock;

    internal ExecutableTarget(PropertyInfo member, Target factory, TargetDefinition definition)
    {
        Member = member;
        Factory = factory;
        Definition = definition;
    }

    /// <summary>The property that declares it.</summary>
    public MemberInfo Member { get; }

    /// <summary>The delegate that defines it.</summary>
    public Delegate Factory { get; }

    /// <summary>Its name, as given on the command line.</summary>
    public string Name => Definition.Name;

    /// <summary>One sentence for <c>--help</c>.</summary>
    public string? Description => Definition.DescriptionText;

    /// <summary>Whether <c>--help</c> and <c>--list</c> name it.</summary>
    public bool Listed => !Definition.IsUnlisted;

    /// <summary>What happens to its dependencies when it is skipped.</summary>
    public DependencyBehavior DependencyBehavior => Definition.DependencyBehavior;

    /// <summary>Whether it runs even after another target failed.</summary>
    public bool AssuredAfterFailure => Definition.IsAssuredAfterFailure;

    /// <summary>Whether others run although it failed.</summary>
    public bool ProceedAfterFailure => Definition.IsProceedAfterFailure;

    /// <summary>What must have run before it, and is scheduled with it.</summary>
    public IReadOnlyCollection<ExecutableTarget> ExecutionDependencies => Dependencies;

    /// <summary>What runs before it if it is scheduled at all.</summary>
    public IReadOnlyCollection<ExecutableTarget> OrderDependencies => Predecessors;

    /// <summary>What triggers it.</summary>
    public IReadOnlyCollection<ExecutableTarget> TriggerDependencies => TriggeringTargets;

    /// <summary>What it triggers.</summary>
    public IReadOnlyCollection<ExecutableTarget> Triggers => TriggeredTargets;

    /// <summary>Everything that runs before it.</summary>
    public IReadOnlyCollection<ExecutableTarget> AllDependencies => [.. Dependencies, .. Predecessors, .. TriggeringTargets];

    /// <summary>How long it has run.</summary>
    public TimeSpan Duration => clock is null ? TimeSpan.Zero : clock.GetElapsedTime(started, ended == 0 ? clock.GetTimestamp() : ended);

    /// <summary>Whether it runs when no target is named.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary>Whether it was named on the command line.</summary>
    public bool Invoked { get; internal set; }

    /// <summary>How far it has come.</summary>
    public ExecutionStatus Status { get; internal set; }

    /// <summary>What the summary says beside it.</summary>
    public IReadOnlyDictionary<string, string> SummaryInformation => Summary;

    /// <summary>Why it was skipped, if it was.</summary>
    public string? Skipped => Summary.GetValueOrDefault(nameof(Skipped));

    /// <summary>The text of the conditions that did not hold, if there were any.</summary>
    public string? OnlyWhen => Summary.GetValueOrDefault(nameof(OnlyWhen));

    internal TargetDefinition Definition { get; }

    internal List<ExecutableTarget> Dependencies { get; } = [];

    internal List<ExecutableTarget> Predecessors { get; } = [];

    internal List<ExecutableTarget> TriggeringTargets { get; } = [];

    internal List<ExecutableTarget> TriggeredTargets { get; } = [];

    internal Dictionary<string, string> Summary { get; set; } = [];

    internal void Start(TimeProvider time)
    {
        clock = time;
        started = time.GetTimestamp();
    }

    internal void Stop() => ended = clock?.GetTimestamp() ?? 0;
}
