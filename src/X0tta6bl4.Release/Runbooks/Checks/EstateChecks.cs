using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold within an estate.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class EstateChecks(Runbook runbook, Findings findings)
{
    /// <summary>Checks every estate.</summary>
    public void Run()
    {
        Twice.Report(runbook.Endpoints, index => findings.At(runbook, "endpoints", index), "endpoint", findings);
        foreach (var estate in runbook.Estates)
        {
            CheckClusters(estate);
            CheckPrimary(estate);
            CheckLock(estate);
            if (!findings.Knows(findings.At(estate, "embedded")))
            {
                CheckRegistry(estate);
                CheckEndpoints(estate);
            }
        }
    }

    void CheckClusters(Estate estate)
    {
        Twice.Report(estate.Clusters.Select(cluster => cluster.Name), index => findings.At(estate.Clusters[index], "name"), "cluster", findings);
        foreach (var cluster in estate.Clusters)
        {
            new MetricsChecks(findings).Check(cluster);
        }

        Twice.Report(estate.Clusters.Select(cluster => cluster.Context), index => findings.At(estate.Clusters[index], "context"), "context", findings);
    }

    void CheckPrimary(Estate estate)
    {
        var primaries = estate.Clusters.Where(cluster => cluster.Role == ClusterRole.Primary).ToArray();
        foreach (var cluster in primaries.Skip(1))
        {
            findings.Add(findings.At(cluster, "role"), $"'{primaries[0].Name}' is this estate's primary cluster already; exactly one cluster is primary");
        }

        // A role that could not be read may be the missing one.
        if (primaries.Length == 0 && estate.Clusters.Length > 0 && !estate.Clusters.Any(cluster => findings.Knows(findings.At(cluster, "role"))))
        {
            findings.Add(findings.At(estate, "clusters"), $"estate '{estate.Name}' has no primary cluster; give one of its clusters 'role: primary'");
        }
    }

    // Two renewals may get lost before the lock does.
    void CheckLock(Estate estate)
    {
        var state = estate.State;
        if (state.LockRenewal * 3 > state.LockExpiry && !findings.Knows(findings.At(state, "lockRenewal")) && !findings.Knows(findings.At(state, "lockExpiry")))
        {
            findings.Add(findings.At(estate, "state"), "the lock is renewed too seldom; 'lockRenewal' is at most a third of 'lockExpiry'");
        }
    }

    void CheckRegistry(Estate estate)
    {
        if (estate.Embedded && findings.Has(estate, "registry"))
        {
            findings.Add(findings.At(estate, "registry"), $"estate '{estate.Name}' is embedded and brings its own registry; remove this key");
        }
        else if (!estate.Embedded && !findings.Has(estate, "registry"))
        {
            findings.Add(findings.At(estate), $"key 'registry' is missing: an estate that is not embedded says where images are checked");
        }
    }

    void CheckEndpoints(Estate estate)
    {
        if (estate.Embedded && !estate.Endpoints.IsEmpty)
        {
            findings.Add(findings.At(estate, "endpoints"), $"estate '{estate.Name}' is embedded and brings its own endpoints; remove this key");
        }

        if (estate.Embedded && estate.Control is not null)
        {
            findings.Add(findings.At(estate, "control"), $"estate '{estate.Name}' is embedded and brings its own control endpoint; remove this key");
        }

        if (estate.Embedded || findings.Knows(findings.At(runbook, "endpoints")))
        {
            return;
        }

        foreach (var unknown in estate.Endpoints.Keys.Except(runbook.Endpoints))
        {
            findings.Add(
                findings.AtKey(estate, "endpoints", unknown),
                $"endpoint '{unknown}' is not in the file's list of endpoints; known: {Names.List(runbook.Endpoints)}",
                Nearest.Hint(unknown, runbook.Endpoints));
        }

        foreach (var missing in runbook.Endpoints.Except(estate.Endpoints.Keys))
        {
            findings.Add(findings.At(estate, "endpoints"), $"estate '{estate.Name}' does not say where endpoint '{missing}' is");
        }
    }
}
