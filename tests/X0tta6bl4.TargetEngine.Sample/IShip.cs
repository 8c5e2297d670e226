using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>A component that relates to others, which the build has or has not.</summary>
interface IShip : INukeBuild
{
    Target Ship => _ => _
        .DependsOn<IGreet>()
        .TryDependsOn<IAbsent>(x => x.Never)
        .Executes(() => Console.WriteLine("ran Ship"));
}
