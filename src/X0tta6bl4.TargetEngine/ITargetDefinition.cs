using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>What a target is: description, relations, conditions, body. Every member returns the definition itself.</summary>
public interface ITargetDefinition
{
    /// <summary>The name of the target.</summary>
    string Name { get; }

    /// <summary>Describes the target.</summary>
    /// <param name="description">One sentence for <c>--help</c>.</param>
    ITargetDefinition Description(string description);

    /// <summary>Adds to the body.</summary>
    /// <param name="actions">Run in this order.</param>
    ITargetDefinition Executes(params Action[] actions);

    /// <summary>Adds to the body; a result is dropped, a task is awaited.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="action">What to run.</param>
    ITargetDefinition Executes<T>(Func<T> action);

    /// <summary>Adds to the body.</summary>
    /// <param name="action">What to run and await.</param>
    ITargetDefinition Executes(Func<Task> action);

    /// <summary>These run before, and are scheduled with, this target.</summary>
    /// <param name="targets">Targets of this build.</param>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>These run before, and are scheduled with, this target.</summary>
    /// <typeparam name="T">A component; with no <paramref name="targets"/>, its only target is meant.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    /// <exception cref="InvalidOperationException">The build does not implement the component.</exception>
    ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="DependsOn{T}"/>, and nothing where the build does not implement the component.</summary>
    /// <typeparam name="T">A component.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>This target runs before, and is scheduled with, these.</summary>
    /// <param name="targets">Targets of this build.</param>
    ITargetDefinition DependentFor(params Target[] targets);

    /// <summary>This target runs before, and is scheduled with, these.</summary>
    /// <typeparam name="T">A component; with no <paramref name="targets"/>, its only target is meant.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    /// <exception cref="InvalidOperationException">The build does not implement the component.</exception>
    ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="DependentFor{T}"/>, and nothing where the build does not implement the component.</summary>
    /// <typeparam name="T">A component.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Where both are scheduled, this target runs before these.</summary>
    /// <param name="targets">Targets of this build.</param>
    ITargetDefinition Before(params Target[] targets);

    /// <summary>Where both are scheduled, this target runs before these.</summary>
    /// <typeparam name="T">A component; with no <paramref name="targets"/>, its only target is meant.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    /// <exception cref="InvalidOperationException">The build does not implement the component.</exception>
    ITargetDefinition Before<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="Before{T}"/>, and nothing where the build does not implement the component.</summary>
    /// <typeparam name="T">A component.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets);

    /// <summary>Where both are scheduled, this target runs after these.</summary>
    /// <param name="targets">Targets of this build.</param>
    ITargetDefinition After(params Target[] targets);

    /// <summary>Where both are scheduled, this target runs after these.</summary>
    /// <typeparam name="T">A component; with no <paramref name="targets"/>, its only target is meant.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    /// <exception cref="InvalidOperationException">The build does not implement the component.</exception>
    ITargetDefinition After<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="After{T}"/>, and nothing where the build does not implement the component.</summary>
    /// <typeparam name="T">A component.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets);

    /// <summary>These join the plan when this target does, and run after it.</summary>
    /// <param name="targets">Targets of this build.</param>
    ITargetDefinition Triggers(params Target[] targets);

    /// <summary>These join the plan when this target does, and run after it.</summary>
    /// <typeparam name="T">A component; with no <paramref name="targets"/>, its only target is meant.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    /// <exception cref="InvalidOperationException">The build does not implement the component.</exception>
    ITargetDefinition Triggers<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="Triggers{T}"/>, and nothing where the build does not implement the component.</summary>
    /// <typeparam name="T">A component.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets);

    /// <summary>This target joins the plan when one of these does, and runs after it.</summary>
    /// <param name="targets">Targets of this build.</param>
    ITargetDefinition TriggeredBy(params Target[] targets);

    /// <summary>This target joins the plan when one of these does, and runs after it.</summary>
    /// <typeparam name="T">A component; with no <paramref name="targets"/>, its only target is meant.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    /// <exception cref="InvalidOperationException">The build does not implement the component.</exception>
    ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="TriggeredBy{T}"/>, and nothing where the build does not implement the component.</summary>
    /// <typeparam name="T">A component.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Skips the target unless the condition holds just before it would start.</summary>
    /// <param name="condition">Asked after the dependencies have run.</param>
    /// <param name="conditionExpression">Its text, the reason shown; filled in by the compiler.</param>
    ITargetDefinition OnlyWhenDynamic(Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Skips the target unless the condition holds before the first target starts.</summary>
    /// <param name="condition">Asked before anything runs.</param>
    /// <param name="conditionExpression">Its text, the reason shown; filled in by the compiler.</param>
    ITargetDefinition OnlyWhenStatic(Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Demands parameters; checked for the whole plan before the first target starts.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="parameterRequirement">A member with <see cref="ParameterAttribute"/>.</param>
    /// <param name="parameterRequirements">Further ones.</param>
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : class;

    /// <summary>Demands parameters; checked for the whole plan before the first target starts.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="parameterRequirement">A member with <see cref="ParameterAttribute"/>.</param>
    /// <param name="parameterRequirements">Further ones.</param>
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct;

    /// <summary>Demands that something holds; checked for the whole plan before the first target starts.</summary>
    /// <param name="requirement">What must hold.</param>
    /// <param name="requirements">Further ones.</param>
    ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements);

    /// <summary>Says what happens to the dependencies when this target is skipped. Default <see cref="DependencyBehavior.Skip"/>.</summary>
    /// <param name="dependencyBehavior">What happens to them.</param>
    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    /// <summary>Runs this target, if it is in the plan, even after another one failed or the build was interrupted.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>Lets the other targets run although this one failed. The build has failed all the same.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>Leaves the target out of <c>--help</c> and <c>--list</c>.</summary>
    ITargetDefinition Unlisted();

    /// <summary>Adds what the base class defines for this target.</summary>
    /// <exception cref="InvalidOperationException">No base class defines it.</exception>
    ITargetDefinition Base();

    /// <summary>Adds what other targets define.</summary>
    /// <param name="targets">The other targets.</param>
    ITargetDefinition Inherit(params Target[] targets);

    /// <summary>Adds what a component defines by default.</summary>
    /// <typeparam name="T">The component; with no <paramref name="targets"/>, its only target is meant.</typeparam>
    /// <param name="targets">Targets of the component.</param>
    ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets);

    /// <summary>Names artifacts; read by NUKE's generators of build server files, not by this engine.</summary>
    /// <param name="artifacts">Patterns of paths.</param>
    ITargetDefinition Produces(params string[] artifacts);

    /// <summary>Names whose artifacts are used; read by NUKE's generators of build server files, not by this engine.</summary>
    /// <param name="targets">The targets that produce them.</param>
    ITargetDefinition Consumes(params Target[] targets);

    /// <summary>Names whose artifacts are used; read by NUKE's generators of build server files, not by this engine.</summary>
    /// <typeparam name="T">A component.</typeparam>
    /// <param name="targets">The targets that produce them.</param>
    ITargetDefinition Consumes<T>(params Func<T, Target>[] targets);

    /// <summary>Names whose artifacts are used; read by NUKE's generators of build server files, not by this engine.</summary>
    /// <param name="target">The target that produces them.</param>
    /// <param name="artifacts">Patterns of paths.</param>
    ITargetDefinition Consumes(Target target, params string[] artifacts);

    /// <summary>Spreads the target over jobs; read by NUKE's generators of build server files, not by this engine.</summary>
    /// <param name="size">How many jobs, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 2.</exception>
    ITargetDefinition Partition(int size);
}
