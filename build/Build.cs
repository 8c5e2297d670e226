using Nuke.Common;
using X0tta6bl4.Release.Targets;

/// <summary>The build of the x0tta6bl4 platform: a list of capabilities, each an interface that brings its targets.</summary>
sealed class Build : NukeBuild, ISandboxTargets, ILoadTestTargets, IDevelopmentTargets
{
    public static int Main(string[] args) =>
        BuildArguments.Check(typeof(Build), args, () => Console.Out, Console.Error) ?? Execute<Build>(x => ((IReleaseTargets)x).Release);

    // On the class, because NUKE does not see a component's target that hides a member of NukeBuild.
    public new Target Plan => _ => _
        .Description("Prints the plan and writes plan.json and plan.txt; changes nothing")
        .Executes(() => ((IReleaseTargets)this).Session.PlanAsync());

    protected override void OnBuildInitialized() => Preconditions.Check(this);

    protected override void OnBuildFinished() => Preconditions.Finish(this);
}
