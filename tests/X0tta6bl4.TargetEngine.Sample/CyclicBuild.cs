using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>A cycle of three kinds of relations, off the default target's way.</summary>
sealed class CyclicBuild : NukeBuild
{
    Target Alone => _ => _.Executes(() => Console.WriteLine("ran Alone"));

    Target First => _ => _.DependsOn(Second);

    Target Second => _ => _.After(Third);

    Target Third => _ => _.TriggeredBy(First);

    public static int Start() => Execute<CyclicBuild>(x => x.Alone);
}
