using Nuke.Common;

namespace X0tta6bl4.Release.Targets;

/// <summary>The embedded estate as targets: try a release, rehearse a failed one, point kubectl at it.</summary>
public interface ISandboxTargets : IReleaseTargets
{
    /// <summary>Scenario to rehearse.</summary>
    [Parameter("Scenario to rehearse; --list-scenarios names them")]
    string? Scenario => TryGetValue(() => Scenario);

    /// <summary>Name the scenarios.</summary>
    [Parameter("Name the scenarios that can be rehearsed")]
    bool ListScenarios => TryGetValue<bool?>(() => ListScenarios) ?? false;

    /// <summary>Stop the sandbox.</summary>
    [Parameter("Stop the sandbox instead of starting it")]
    bool Stop => TryGetValue<bool?>(() => Stop) ?? false;

    /// <summary>A release on a fresh sandbox with an injected fault.</summary>
    Target Rehearse => _ => _
        .Description("Releases on a fresh sandbox with an injected fault (--scenario)")
        .Executes(() => SandboxSession.RehearseAsync(this));

    /// <summary>Starts or stops the sandbox.</summary>
    Target Sandbox => _ => _
        .Description("Starts the embedded estate for kubectl, or stops it (--stop)")
        .Executes(() => SandboxSession.StartOrStopAsync(this));
}
