using Nuke.Common;
using Nuke.Common.IO;

namespace X0tta6bl4.TargetEngine.Sample;

sealed partial class SampleBuild
{
    [Parameter("Version to build")]
    readonly string? Version;

    [Parameter("How often to try")]
    readonly int Retries = 3;

    [Parameter]
    readonly int? Limit;

    [Parameter("Some colour")]
    readonly Colour Colour = Colour.Green;

    [Parameter]
    readonly string[] Items = [];

    [Parameter(Separator = ",")]
    readonly int[] Numbers = [];

    [Parameter(Name = "output")]
    readonly AbsolutePath OutputDirectory = RootDirectory / "artifacts";

    [Parameter("Key of the registry")]
    [Secret]
    readonly string? ApiKey;

    [Parameter("Prints what the build is told")]
    readonly bool Hooks;

    [Parameter]
    readonly bool WithLicence;

    [Parameter(List = false)]
    readonly string? Marker;

    Target Show => _ => _.Executes(() =>
    {
        Console.WriteLine($"version={Version} retries={Retries} limit={Limit} colour={Colour} items={string.Join('|', Items)} numbers={string.Join('|', Numbers)}");
        Console.WriteLine($"output={OutputDirectory}");
        Console.WriteLine($"root={RootDirectory}");
        Console.WriteLine($"host={Host} local={IsLocalBuild} verbosity={Verbosity}");
    });

    Target NeedVersion => _ => _
        .Requires(() => Version)
        .Executes(() => Ran("NeedVersion"));

    Target NeedLimit => _ => _
        .DependsOn(NeedVersion)
        .Requires(() => Limit)
        .Requires(() => Retries > 0)
        .Executes(() => Ran("NeedLimit"));

    Target LeakSecret => _ => _.Executes(() => throw new InvalidOperationException($"The registry refused {ApiKey}."));
}
