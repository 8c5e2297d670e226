using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Collects what a target's factory says.</summary>
internal sealed partial class TargetDefinition(PropertyInfo property, NukeBuild build) : ITargetDefinition
{
    // The declarations of the base classes that Base() may still ask for, nearest first.
    readonly Queue<PropertyInfo> baseDeclarations = TargetDiscovery.BaseDeclarationsOf(property);

    public string Name { get; } = TargetDiscovery.NameOf(property);

    internal string? DescriptionText { get; private set; }

    internal List<Action> Actions { get; } = [];

    internal List<Condition> DynamicConditions { get; } = [];

    internal List<Condition> StaticConditions { get; } = [];

    internal List<LambdaExpression> Requirements { get; } = [];

    internal DependencyBehavior DependencyBehavior { get; private set; }

    internal bool IsAssuredAfterFailure { get; private set; }

    internal bool IsProceedAfterFailure { get; private set; }

    internal bool IsUnlisted { get; private set; }

    public ITargetDefinition Description(string description)
    {
        DescriptionText = description;
        return this;
    }

    public ITargetDefinition Executes(params Action[] actions)
    {
        Actions.AddRange(actions);
        return this;
    }

    public ITargetDefinition Executes<T>(Func<T> action) => Executes(() =>
    {
        if (action() is Task task)
            task.GetAwaiter().GetResult();
    });

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => action().GetAwaiter().GetResult());

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string? conditionExpression = null)
    {
        DynamicConditions.Add(Condition.Of(conditionExpression, condition));
        return this;
    }

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string? conditionExpression = null)
    {
        StaticConditions.Add(Condition.Of(conditionExpression, condition));
        return this;
    }

    public ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : class => Require(parameterRequirement, parameterRequirements);

    public ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct => Require(parameterRequirement, parameterRequirements);

    public ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements) =>
        Require(requirement, requirements);

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior)
    {
        DependencyBehavior = dependencyBehavior;
        return this;
    }

    public ITargetDefinition AssuredAfterFailure()
    {
        IsAssuredAfterFailure = true;
        return this;
    }

    public ITargetDefinition ProceedAfterFailure()
    {
        IsProceedAfterFailure = true;
        return this;
    }

    public ITargetDefinition Unlisted()
    {
        IsUnlisted = true;
        return this;
    }

    public ITargetDefinition Base() =>
        baseDeclarations.TryDequeue(out var declaration)
            ? Inherit(TargetDiscovery.OwnValueOf(declaration, build))
            : throw new InvalidOperationException(
                $"Target {Name} has no definition in a base class. To add to a component's definition, use Inherit<T>().");

    public ITargetDefinition Inherit(params Target[] targets)
    {
        foreach (var target in targets)
            target(this);
        return this;
    }

    public ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets) =>
        targets.Length == 0
            ? Inherit(TargetDiscovery.OwnValueOf(TargetDiscovery.OnlyTargetOf(typeof(T), Name), build))
            : Inherit(Array.ConvertAll(targets, target => TargetDiscovery.OwnValueOf((PropertyInfo)Members.Of(target), build)));

    public ITargetDefinition Produces(params string[] artifacts) => this;

    public ITargetDefinition Consumes(params Target[] targets) => this;

    public ITargetDefinition Consumes<T>(params Func<T, Target>[] targets) => this;

    public ITargetDefinition Consumes(Target target, params string[] artifacts) => this;

    public ITargetDefinition Partition(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        return this;
    }

    TargetDefinition Require(LambdaExpression first, LambdaExpression[] others)
    {
        Requirements.Add(first);
        Requirements.AddRange(others);
        return this;
    }
}
