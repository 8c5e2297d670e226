using Nuke.Common;

namespace X0tta6bl4.Release.Targets;

/// <summary>What developers of this repository run.</summary>
public interface IDevelopmentTargets : IReleaseTargets
{
    /// <summary>Compiles everything with every analyzer.</summary>
    Target Compile => _ => _
        .Description("Compiles everything with every analyzer")
        .Executes(() => Development.CompileAsync(this));

    /// <summary>Runs all tests that need no real cluster.</summary>
    Target Test => _ => _
        .Description("Runs all tests that need no real cluster")
        .DependsOn(Compile)
        .Executes(() => Development.TestAsync(this));

    /// <summary>Runs the scenarios on real clusters: those of --kubeconfig, or else clusters that kind makes and takes away.</summary>
    Target ClusterTest => _ => _
        .Description("Runs the scenarios on real clusters: of --kubeconfig, or made by kind")
        .DependsOn(Compile)
        .Executes(() => Development.ClusterTestAsync(this));

    /// <summary>Measures start-up, memory and delays.</summary>
    Target Benchmark => _ => _
        .Description("Measures start-up, memory and delays")
        .Executes(() => Development.BenchmarkAsync(this));

    /// <summary>Makes NuGet packages of the libraries.</summary>
    Target Pack => _ => _
        .Description("Makes NuGet packages of the libraries in artifacts/packages")
        .Executes(() => Development.PackAsync(this));

    /// <summary>Formats all code.</summary>
    Target Format => _ => _
        .Description("Formats all code")
        .Executes(() => Development.FormatAsync(this));

    /// <summary>Does nothing, to measure how long starting takes.</summary>
    Target Nothing => _ => _
        .Unlisted()
        .Description("Does nothing; the benchmark measures with it how long starting takes")
        .Executes(() => { });
}
