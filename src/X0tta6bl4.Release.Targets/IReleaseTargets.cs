using Nuke.Common;

namespace X0tta6bl4.Release.Targets;

/// <summary>The runbook as targets: inherit it, and the build can release. Each body is one call.</summary>
public interface IReleaseTargets : INukeBuild
{
    /// <summary>Version to release.</summary>
    [Parameter("Version to release, for example 2.3.1")]
    string? Version => TryGetValue(() => Version);

    /// <summary>Estate to touch.</summary>
    [Parameter("Estate to touch; the default is in .nuke/parameters.json, CI runners must name it")]
    string? Estate => TryGetValue(() => Estate);

    /// <summary>Components to release.</summary>
    [Parameter("Components to release; default is all")]
    string[]? Component => TryGetValue(() => Component);

    /// <summary>Clusters to leave out.</summary>
    [Parameter("Clusters to leave out")]
    string[]? Without => TryGetValue(() => Without);

    /// <summary>What follows a failed stage.</summary>
    [Parameter("What follows a failed stage: rollback (default) or stop")]
    string? OnFailure => TryGetValue(() => OnFailure);

    /// <summary>What a first signal does.</summary>
    [Parameter("What Ctrl-C or a cancelled job does: stop (default) or rollback")]
    string? OnSignal => TryGetValue(() => OnSignal);

    /// <summary>Greatest share of errors that guards allow.</summary>
    [Parameter("Percent of requests that may fail while something changes, in place of the runbook's; more stop the stage at once")]
    string? ErrorThreshold => TryGetValue(() => ErrorThreshold);

    /// <summary>How long a release is watched.</summary>
    [Parameter("With Watch: how long, such as 2m or 48h (default); a watch that was interrupted keeps its end")]
    string? For => TryGetValue(() => For);

    /// <summary>Release although steps have no way back.</summary>
    [Parameter("Release although a step has no way back; the plan names each such step and why")]
    bool AcceptNoWayBack => TryGetValue<bool?>(() => AcceptNoWayBack) ?? false;

    /// <summary>A plan that the release must match.</summary>
    [Parameter("Approved plan.json; the release is refused if anything differs from it")]
    string? PlanFile => TryGetValue(() => PlanFile);

    /// <summary>A release to attach to.</summary>
    [Parameter("Release to undo, to watch or to report on; default is the open or the last one")]
    string? ReleaseId => TryGetValue(() => ReleaseId);

    /// <summary>The runbook.</summary>
    [Parameter("Runbook file; default is build/runbook.yaml")]
    string? Runbook => TryGetValue(() => Runbook);

    /// <summary>The kubeconfig.</summary>
    [Parameter("Kubeconfig file; default is $KUBECONFIG, else ~/.kube/config")]
    string? Kubeconfig => TryGetValue(() => Kubeconfig);

    /// <summary>Where the fault catalogue is written.</summary>
    [Parameter("With Faults: writes the catalogue as a Markdown page to this file")]
    string? Page => TryGetValue(() => Page);

    /// <summary>Break a lock whose holder may be alive.</summary>
    [Parameter("With Unlock: break the lock even if its holder may be alive")]
    bool Force => TryGetValue<bool?>(() => Force) ?? false;

    /// <summary>Print JSON.</summary>
    [Parameter("With Status or Plan: one JSON document on standard output, everything else on standard error")]
    bool Json => TryGetValue<bool?>(() => Json) ?? false;

    /// <summary>The language of what people read.</summary>
    [Parameter("Language of terminal, reports and notices: en or ru; default is the system's, else en")]
    string? Language => TryGetValue(() => Language);

    /// <summary>Start the sandbox anew.</summary>
    [Parameter("Start the sandbox anew, without its saved state")]
    bool SandboxReset => TryGetValue<bool?>(() => SandboxReset) ?? false;

    /// <summary>This build's session.</summary>
    sealed ReleaseSession Session => SessionOf.Build(this);

    /// <summary>Checks everything that a release needs, and saves what it will change.</summary>
    Target Prepare => _ => _
        .Description("Checks everything that a release needs, saves what it will change")
        .Executes(() => Session.StageAsync(nameof(Prepare)));

    /// <summary>Tries the new versions in staging.</summary>
    Target StagingTest => _ => _
        .Description("Tries the new versions in staging, with the integration tests")
        .DependsOn(Prepare)
        .WhenSkipped(DependencyBehavior.Execute)
        .Executes(() => Session.StageAsync(nameof(StagingTest)));

    /// <summary>Updates the API gateway.</summary>
    Target UpdateGateway => _ => _
        .Description("Updates the API gateway")
        .DependsOn(StagingTest)
        .Executes(() => Session.StageAsync(nameof(UpdateGateway)));

    /// <summary>Updates the agent services.</summary>
    Target UpdateAgents => _ => _
        .Description("Updates the agent services, region by region")
        .DependsOn(UpdateGateway)
        .Executes(() => Session.StageAsync(nameof(UpdateAgents)));

    /// <summary>Updates the quantum services.</summary>
    Target UpdateQuantum => _ => _
        .Description("Updates the quantum services, region by region")
        .DependsOn(UpdateAgents)
        .Executes(() => Session.StageAsync(nameof(UpdateQuantum)));

    /// <summary>Upgrades the infrastructure's charts.</summary>
    Target UpdateInfra => _ => _
        .Description("Upgrades monitoring, Vault and SPIRE with helm")
        .DependsOn(UpdateQuantum)
        .Executes(() => Session.StageAsync(nameof(UpdateInfra)));

    /// <summary>Proves that the release is good.</summary>
    Target Validate => _ => _
        .Description("Proves the release: functional calls, load, measurements")
        .DependsOn(UpdateInfra)
        .Executes(() => Session.StageAsync(nameof(Validate)));

    /// <summary>Undoes the open or last release; runs after a failed stage by itself.</summary>
    Target Rollback => _ => _
        .Description("Undoes the open or last release; runs by itself when a stage fails")
        .TriggeredBy(StagingTest, UpdateGateway, UpdateAgents, UpdateQuantum, UpdateInfra, Validate)
        .AssuredAfterFailure()
        .OnlyWhenDynamic(() => Session.RollbackIsDue)
        .WhenSkipped(DependencyBehavior.Execute)
        .Executes(() => Session.RollbackAsync());

    /// <summary>Writes the reports and says how the release ended.</summary>
    Target Report => _ => _
        .Description("Writes the reports of this run's release, or of the last one")
        .TriggeredBy(Prepare, Rollback)
        .AssuredAfterFailure()
        .After(Validate)
        .Executes(() => Session.ReportAsync());

    /// <summary>Watches a done release; takes it back when it fails.</summary>
    Target Watch => _ => _
        .Description("Watches the last done release for --for 48h, and takes it back when it fails")
        .Executes(() => Session.WatchAsync());

    /// <summary>Prints the fault catalogue.</summary>
    Target Faults => _ => _
        .Description("Prints the faults that a rollout can be doomed by, and when")
        .Executes(() => FaultList.ShowAsync(this));

    /// <summary>Gives up the open release as it stands.</summary>
    Target Close => _ => _
        .Description("Gives up the open release as it stands; touches nothing")
        .Executes(() => Session.CloseAsync());

    /// <summary>Shows how the estate stands.</summary>
    Target Status => _ => _
        .Description("Shows what runs where since when, the open release, the lock, and what to type next")
        .Executes(() => Session.StatusAsync());

    /// <summary>Breaks a dead lock.</summary>
    Target Unlock => _ => _
        .Description("Breaks the estate's lock when its holder is dead")
        .Executes(() => Session.UnlockAsync(Force));

    /// <summary>The whole runbook.</summary>
    Target Release => _ => _
        .Description("Releases a version: every stage of the runbook, then the report")
        .DependsOn(Validate, Report);
}
