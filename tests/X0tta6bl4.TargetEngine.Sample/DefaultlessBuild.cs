using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>A build without a default target, with a base class.</summary>
sealed class DefaultlessBuild : BaseBuild
{
    protected override Target Compile => _ => _.Base().Executes(() => Console.WriteLine("ran Compile of the derived class"));

    public static int Start() => Execute<DefaultlessBuild>();
}
