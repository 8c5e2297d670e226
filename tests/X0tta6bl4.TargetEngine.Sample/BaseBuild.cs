using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>What the derived build adds to.</summary>
abstract class BaseBuild : NukeBuild
{
    protected virtual Target Compile => _ => _.Description("Compiles").Executes(() => Console.WriteLine("ran Compile of the base class"));
}
