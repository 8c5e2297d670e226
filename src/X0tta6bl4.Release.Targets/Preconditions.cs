using Nuke.Common;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Targets;

/// <summary>What a build does before its first target and after its last one.</summary>
public static class Preconditions
{
    static readonly string[] WithVersion = [nameof(IReleaseTargets.Prepare), "Plan"];
    static readonly string[] WithoutVersion = [nameof(IReleaseTargets.Rollback), nameof(IReleaseTargets.Close), nameof(IReleaseTargets.Status), nameof(IReleaseTargets.Unlock), nameof(IReleaseTargets.Watch)];

    /// <summary>Checks request and runbook before the first target, if a target of the plan needs them: nothing is started for a mistyped value.</summary>
    /// <exception cref="RefusalException">With every problem found; the exit code is set.</exception>
    public static void Check(IReleaseTargets build)
    {
        try
        {
            CheckPlanned(build);
        }
        catch (RefusalException refusal)
        {
            throw refusal.In(RequestReader.Language(build));
        }
    }

    static void CheckPlanned(IReleaseTargets build)
    {
        var planned = build.ExecutionPlan.Select(target => target.Name).ToArray();
        CheckLanguage(build);
        if (build.Json)
        {
            CheckJson(build, planned);
        }

        if (planned.Intersect(WithVersion).Any())
        {
            build.Session.Check(needsVersion: true);
        }
        else if (planned.Intersect(WithoutVersion).Any())
        {
            build.Session.Check(needsVersion: false);
        }
        else if (planned.Contains(nameof(ISandboxTargets.Rehearse)) && build is ISandboxTargets { Scenario: null, ListScenarios: false })
        {
            build.ExitCode = Reporting.ExitCode.Refused;
            throw new RefusalException([new Problem("--scenario", "is missing: which scenario is to be rehearsed?", "./build.sh Rehearse --list-scenarios names them")]);
        }
        else if (planned.Contains(nameof(IDevelopmentTargets.ClusterTest)) && build.Kubeconfig is null && KindClusters.Obstacle() is { } obstacle)
        {
            build.ExitCode = Reporting.ExitCode.Refused;
            throw new RefusalException([new Problem("--kubeconfig", $"is missing, and kind cannot make clusters here: {obstacle}", "the tests need the contexts eks-us-east-1, k3s-moscow and k3s-spb; for example ./build.sh ClusterTest --kubeconfig ~/.kube/test-clusters")]);
        }
    }

    static void CheckLanguage(IReleaseTargets build)
    {
        if (SpokenLanguage.Of(build.Language, Environment.GetEnvironmentVariable) is null)
        {
            build.ExitCode = Reporting.ExitCode.Refused;
            throw new RefusalException([new Problem("--language", $"'{build.Language}' is not spoken here; {string.Join(" and ", Translator.All.Keys)} are", "leave it out for the language of this system")]);
        }
    }

    // Also where no command line said so: the engine has printed nothing yet that would stand before the document.
    static void CheckJson(IReleaseTargets build, string[] planned)
    {
        StandardOutput.Reserve();
        if (planned is not (["Plan"] or [nameof(IReleaseTargets.Status)]))
        {
            build.ExitCode = Reporting.ExitCode.Refused;
            throw new RefusalException([new Problem("--json", $"is for Plan or Status alone, not for {string.Join(", ", planned)}", "leave it out; the figures of a release are in its report.json")]);
        }
    }

    /// <summary>Frees what the session holds.</summary>
    public static void Finish(IReleaseTargets build) => SessionOf.Finish(build);
}
