using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>Whether what a part of the file names is in the file.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class KnownNames(Runbook runbook, Findings findings)
{
    readonly string[] clusters = [.. runbook.Estates.SelectMany(estate => estate.Clusters).Select(cluster => cluster.Name).Where(name => name.Length > 0).Distinct()];

    readonly string[] placements = [.. runbook.Components.SelectMany(component => component.Placements).Select(placement => placement.Name)];

    /// <summary>A cluster of some estate.</summary>
    public void Cluster(string cluster, Position at)
    {
        if (cluster.Length > 0 && clusters.Length > 0 && !clusters.Contains(cluster))
        {
            findings.Add(at, $"no estate has a cluster '{cluster}'; known: {Names.List(clusters)}", Nearest.Hint(cluster, clusters));
        }
    }

    /// <summary>The endpoints of some checks.</summary>
    public void Endpoints(IEnumerable<HealthCheck> checks)
    {
        foreach (var check in checks.OfType<HealthCheck.Http>())
        {
            Endpoint(check.Request.Endpoint, () => findings.At(check, "endpoint"));
        }
    }

    /// <summary>One endpoint.</summary>
    public void Endpoint(string endpoint, Func<Position> at)
    {
        if (endpoint.Length > 0 && !findings.Knows(findings.At(runbook, "endpoints")) && !runbook.Endpoints.Contains(endpoint))
        {
            findings.Add(at(), $"endpoint '{endpoint}' is not in the file's list of endpoints; known: {Names.List(runbook.Endpoints)}", Nearest.Hint(endpoint, runbook.Endpoints));
        }
    }

    /// <summary>A placement.</summary>
    public void Placement(string placement, Position at)
    {
        if (placement.Length > 0 && !placements.Contains(placement))
        {
            findings.Add(at, $"no component has a placement '{placement}'; known: {Names.List(placements)}", Nearest.Hint(placement, placements));
        }
    }

    /// <summary>One of some names of the file.</summary>
    public void OneOf(IEnumerable<string> names, string name, string what, Position at)
    {
        var all = names.ToArray();
        if (name.Length > 0 && !all.Contains(name))
        {
            findings.Add(at, $"no {what} is called '{name}'; known: {Names.List(all)}", Nearest.Hint(name, all));
        }
    }
}
