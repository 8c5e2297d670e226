using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>A component that no build here implements.</summary>
interface IAbsent : INukeBuild
{
    Target Never => _ => _.Executes(() => Console.WriteLine("ran Never"));
}
