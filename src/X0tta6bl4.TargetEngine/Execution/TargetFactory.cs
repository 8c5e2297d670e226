using System.Collections.Immutable;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Makes the targets of a build and ties them together.</summary>
internal static class TargetFactory
{
    /// <exception cref="InvalidOperationException">A relation leads to something that is no target of this build, or to the target
    /// itself.</exception>
    public static ImmutableArray<ExecutableTarget> CreateAll(NukeBuild build, IReadOnlyCollection<string> defaultTargets)
    {
        var targets = TargetDiscovery.PropertiesOf(build.GetType()).ConvertAll(property => Create(property, build));
        foreach (var target in targets)
        {
            target.IsDefault = defaultTargets.Contains(target.Name);
            foreach (var relation in target.Definition.Relations)
                Connect(target, relation.Kind, Find(targets, relation.Target, target));
        }

        return [.. targets];
    }

    static ExecutableTarget Create(PropertyInfo property, NukeBuild build)
    {
        var factory = TargetDiscovery.ValueOf(property, build);
        var definition = new TargetDefinition(property, build);
        factory(definition);
        return new ExecutableTarget(property, factory, definition);
    }

    static ExecutableTarget Find(List<ExecutableTarget> targets, Target factory, ExecutableTarget user)
    {
        var target = targets.Find(candidate => candidate.Factory.Equals(factory))
            ?? throw new InvalidOperationException(
                $"Target {user.Name} refers to something that is no target of this build: {factory.Method.Name}.");
        return target == user
            ? throw CycleFinder.Exception([user, user])
            : target;
    }

    static void Connect(ExecutableTarget target, RelationKind kind, ExecutableTarget other)
    {
        switch (kind)
        {
            case RelationKind.DependsOn: target.Dependencies.Add(other); break;
            case RelationKind.DependentFor: other.Dependencies.Add(target); break;
            case RelationKind.After: target.Predecessors.Add(other); break;
            case RelationKind.Before: other.Predecessors.Add(target); break;
            case RelationKind.Triggers: Trigger(target, other); break;
            default: Trigger(other, target); break;
        }
    }

    static void Trigger(ExecutableTarget cause, ExecutableTarget effect)
    {
        cause.TriggeredTargets.Add(effect);
        effect.TriggeringTargets.Add(cause);
    }
}
