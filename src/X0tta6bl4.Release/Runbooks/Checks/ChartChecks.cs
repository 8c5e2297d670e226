using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold for charts: each is upgraded in exactly one stage.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class ChartChecks(Runbook runbook, Findings findings)
{
    readonly KnownNames known = new(runbook, findings);

    /// <summary>Checks every chart.</summary>
    public void Run()
    {
        foreach (var chart in runbook.Charts)
        {
            known.Cluster(chart.Cluster, findings.At(chart, "cluster"));
            known.Endpoints(chart.Checks);
            if (runbook.Components.Any(component => component.Name == chart.Name))
            {
                findings.Add(findings.At(chart), $"'{chart.Name}' is a component, too; --component could not tell them apart");
            }
        }

        CheckStages();
    }

    void CheckStages()
    {
        if (findings.Knows(findings.At(runbook, "charts")))
        {
            return;
        }

        var mentions = runbook.Stages.SelectMany(stage => stage.Charts.Select((name, index) => (Name: name, At: findings.At(stage, "charts", index)))).ToArray();
        Twice.Report(mentions.Select(mention => mention.Name), index => mentions[index].At, "chart", findings);
        var names = runbook.Charts.Select(chart => chart.Name).ToArray();
        var strangers = mentions.Where(mention => mention.Name.Length > 0 && !names.Contains(mention.Name)).ToArray();
        foreach (var (name, at) in strangers)
        {
            known.OneOf(names, name, "chart", at);
        }

        // A misspelt name is one mistake, not two.
        if (strangers.Length == 0)
        {
            foreach (var chart in runbook.Charts.Where(chart => !mentions.Any(mention => mention.Name == chart.Name)))
            {
                findings.Add(findings.At(chart), $"chart '{chart.Name}' is in no stage; put it into the list 'charts' of one");
            }
        }
    }
}
