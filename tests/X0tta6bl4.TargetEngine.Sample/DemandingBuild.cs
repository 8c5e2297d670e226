using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>A parameter without which nothing runs.</summary>
sealed class DemandingBuild : NukeBuild
{
    [Parameter("Who runs this")]
    [Required]
    readonly string? Runner;

    Target Run => _ => _.Executes(() => Console.WriteLine($"ran Run for {Runner}"));

    public static int Start() => Execute<DemandingBuild>(x => x.Run);
}
