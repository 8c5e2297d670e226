using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

sealed partial class SampleBuild
{
    Target Break => _ => _
        .Triggers(Rescue)
        .Executes(() => throw new InvalidOperationException("It broke.\nIn two places."));

    Target AfterBreak => _ => _
        .DependsOn(Break)
        .Executes(() => Ran("AfterBreak"));

    // Assured and triggered: part of the plan from the start, as a roll-back is.
    Target Rescue => _ => _
        .AssuredAfterFailure()
        .Executes(() => Ran($"Rescue failing={IsFailing} broken={FailedTargets.Contains(Break)}"));

    Target BrokenRescue => _ => _
        .AssuredAfterFailure()
        .TriggeredBy(Break)
        .After(Rescue)
        .Executes(() => throw new InvalidOperationException("The rescue broke, too."));

    Target Unplanned => _ => _
        .AssuredAfterFailure()
        .Executes(() => Ran("Unplanned"));

    Target Shaky => _ => _
        .ProceedAfterFailure()
        .Executes(() => throw new InvalidOperationException("Shaky."));

    Target AfterShaky => _ => _
        .DependsOn(Shaky)
        .Executes(() => Ran("AfterShaky"));

    Target SetExitCode => _ => _.Executes(() => ExitCode = 7);

    Target BreakWithExitCode => _ => _
        .DependsOn(SetExitCode)
        .Executes(() => throw new InvalidOperationException("It broke."));

    Target Report => _ => _.Executes(() => ReportSummary(summary =>
    {
        summary.Add("Packages", "3");
        return summary;
    }));

    // Ends by itself once a signal has arrived, as a stage of a release does.
    Target Wait => _ => _
        .Triggers(Rescue)
        .Executes(() =>
        {
            Ran("Wait");
            Arrived.Wait();
            if (Marker == "throw")
                throw new OperationCanceledException("Stopped at a safe point.");
            Ran("Wait to its end");
        });

    Target AfterWait => _ => _
        .DependsOn(Wait)
        .Executes(() => Ran("AfterWait"));

    Target Hang => _ => _.Executes(() =>
    {
        Ran("Hang");
        new ManualResetEventSlim().Wait();
    });

    // Two runs in one root: each waits until the other has started, too.
    Target Meet => _ => _.Executes(() =>
    {
        File.WriteAllText(TemporaryDirectory / $"{Marker}.here", "");
        var other = TemporaryDirectory / (Marker == "one" ? "two.here" : "one.here");
        SpinWait.SpinUntil(() => File.Exists(other));
        Ran("Meet");
    });

    Target BreakOnce => _ => _
        .DependsOn(Restore)
        .Executes(() =>
        {
            if (!File.Exists(TemporaryDirectory / "broken.once"))
            {
                File.WriteAllText(TemporaryDirectory / "broken.once", "");
                throw new InvalidOperationException("It broke once.");
            }

            Ran("BreakOnce");
        });
}
