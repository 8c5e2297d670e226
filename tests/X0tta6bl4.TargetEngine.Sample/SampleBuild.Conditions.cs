using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

sealed partial class SampleBuild
{
    bool switchedOn;

    Target OnlyForStatic => _ => _.Executes(() => Ran("OnlyForStatic"));

    Target StaticallyOff => _ => _
        .DependsOn(OnlyForStatic, Restore)
        .OnlyWhenStatic(() => Version == "on")
        .Executes(() => Ran("StaticallyOff"));

    Target AfterStaticallyOff => _ => _
        .DependsOn(StaticallyOff)
        .Executes(() => Ran("AfterStaticallyOff"));

    Target StillNeeded => _ => _
        .DependsOn(StaticallyOff, Restore)
        .Executes(() => Ran("StillNeeded"));

    Target KeepsDependencies => _ => _
        .DependsOn(OnlyForStatic)
        .WhenSkipped(DependencyBehavior.Execute)
        .OnlyWhenStatic(() => Version == "on")
        .Executes(() => Ran("KeepsDependencies"));

    Target AfterKeepsDependencies => _ => _
        .DependsOn(KeepsDependencies)
        .Executes(() => Ran("AfterKeepsDependencies"));

    Target SwitchOn => _ => _.Executes(() =>
    {
        switchedOn = true;
        Ran("SwitchOn");
    });

    Target Switched => _ => _
        .DependsOn(SwitchOn)
        .OnlyWhenDynamic(() => switchedOn)
        .Executes(() => Ran("Switched"));

    Target SwitchedOff => _ => _
        .DependsOn(SwitchOn)
        .OnlyWhenDynamic(() => !switchedOn)
        .Triggers(AfterSwitchedOff)
        .Executes(() => Ran("SwitchedOff"));

    Target AfterSwitchedOff => _ => _.Executes(() => Ran("AfterSwitchedOff"));

    Target WantsSwitchedOff => _ => _
        .DependsOn(SwitchedOff)
        .Executes(() => Ran("WantsSwitchedOff"));

    Target BrokenCondition => _ => _
        .OnlyWhenDynamic(() => Version!.Length > 0)
        .Executes(() => Ran("BrokenCondition"));
}
