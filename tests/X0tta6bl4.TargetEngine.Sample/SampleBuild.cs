using System.Runtime.InteropServices;
using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>Targets in all relations; each body prints <c>ran NAME</c>.</summary>
sealed partial class SampleBuild : NukeBuild, IGreet, IShip
{
    static readonly ManualResetEventSlim Arrived = new();

    Target Clean => _ => _
        .Description("Removes the output")
        .Before(Restore)
        .Executes(() => Ran("Clean"));

    Target Restore => _ => _.Executes(() => Ran("Restore"));

    Target Compile => _ => _
        .Description("Compiles")
        .DependsOn(Restore)
        .Executes(() => Ran("Compile"));

    Target Test => _ => _
        .DependsOn(Compile)
        .Executes(async () =>
        {
            await Task.Yield();
            Ran("Test");
        });

    Target Pack => _ => _
        .After(Test)
        .DependsOn(Compile)
        .Executes(() => Ran("Pack"));

    Target All => _ => _.DependsOn(Test, Pack);

    Target Publish => _ => _
        .DependsOn(Pack)
        .Triggers(Announce)
        .Executes(() => Ran("Publish"));

    Target Announce => _ => _.Executes(() => Ran("Announce"));

    Target Audit => _ => _
        .TriggeredBy(Announce)
        .Executes(() => Ran("Audit"));

    Target Licence => _ => _
        .DependentFor(Compile)
        .Unlisted()
        .OnlyWhenStatic(() => WithLicence)
        .Executes(() => Ran("Licence"));

    // Handlers run newest first: one that is registered before the engine's is called after it.
    public static int Start()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Arrived.Set());
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Arrived.Set());
        return Execute<SampleBuild>(x => x.Compile);
    }

    protected override void OnTargetRunning(string target) => Hook($"running {target}");

    protected override void OnTargetSkipped(string target) => Hook($"skipped {target}");

    protected override void OnTargetSucceeded(string target) => Hook($"succeeded {target}");

    protected override void OnTargetFailed(string target) => Hook($"failed {target}");

    protected override void OnBuildCreated() => Hook("created");

    protected override void OnBuildInitialized() => Hook("initialized");

    protected override void OnBuildFinished() => Hook("finished");

    static void Ran(string what) => Console.WriteLine($"ran {what}");

    void Hook(string what)
    {
        if (Hooks)
            Console.WriteLine($"hook {what}");
    }
}
