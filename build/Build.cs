using Nuke.Common;
using X0tta6bl4.Release.Targets;

/// <summary>The build of the x0tta6bl4 platform: a list of capabilities, each an interface that brings its targets.</summary>
sealed class Build : NukeBuild, ISandboxTargets, IDevelopmentTargets
{
    public static int Main(string[] args) =>
        BuildArguments.Check(typeof(Build), args, Console.Error) ?? Execute<Build>(x => ((IReleaseTargets)x).Release);

    protected override void OnBuildInitialized() => Preconditions.Check(this);

    protected override void OnBuildFinished() => Preconditions.Finish(this);
}
