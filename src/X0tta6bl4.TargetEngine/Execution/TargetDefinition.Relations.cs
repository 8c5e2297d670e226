namespace Nuke.Common.Execution;

/// <summary>The relations to other targets.</summary>
internal sealed partial class TargetDefinition
{
    internal List<Relation> Relations { get; } = [];

    public ITargetDefinition DependsOn(params Target[] targets) => Relate(RelationKind.DependsOn, targets);

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => Relate(RelationKind.DependsOn, Of(targets));

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) => build is T ? DependsOn(targets) : this;

    public ITargetDefinition DependentFor(params Target[] targets) => Relate(RelationKind.DependentFor, targets);

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => Relate(RelationKind.DependentFor, Of(targets));

    public ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets) => build is T ? DependentFor(targets) : this;

    public ITargetDefinition Before(params Target[] targets) => Relate(RelationKind.Before, targets);

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Relate(RelationKind.Before, Of(targets));

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => build is T ? Before(targets) : this;

    public ITargetDefinition After(params Target[] targets) => Relate(RelationKind.After, targets);

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => Relate(RelationKind.After, Of(targets));

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => build is T ? After(targets) : this;

    public ITargetDefinition Triggers(params Target[] targets) => Relate(RelationKind.Triggers, targets);

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Relate(RelationKind.Triggers, Of(targets));

    public ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets) => build is T ? Triggers(targets) : this;

    public ITargetDefinition TriggeredBy(params Target[] targets) => Relate(RelationKind.TriggeredBy, targets);

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => Relate(RelationKind.TriggeredBy, Of(targets));

    public ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets) => build is T ? TriggeredBy(targets) : this;

    TargetDefinition Relate(RelationKind kind, Target[] targets)
    {
        foreach (var target in targets)
            Relations.Add(new Relation(kind, target));
        return this;
    }

    Target[] Of<T>(Func<T, Target>[] targets)
    {
        if (build is not T component)
            throw new InvalidOperationException(
                $"Target {Name} refers to {typeof(T).Name}, which {build.GetType().Name} does not implement. The Try variants allow that.");
        return targets.Length == 0
            ? [TargetDiscovery.ValueOf(TargetDiscovery.OnlyTargetOf(typeof(T), Name), build)]
            : Array.ConvertAll(targets, select => select(component));
    }
}
