using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Shapes;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold for stages, their budgets and soaks.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class StageChecks(Runbook runbook, Findings findings)
{
    /// <summary>Checks every stage.</summary>
    public void Run()
    {
        Twice.Report(runbook.Stages.Select(stage => stage.Name), index => findings.At(runbook.Stages[index], "name"), "stage", findings);
        foreach (var stage in runbook.Stages)
        {
            CheckBudget(stage);
            CheckSoaks(stage);
            CheckWork(stage);
        }
    }

    void CheckWork(Stage stage)
    {
        var kinds = Kinds(stage).ToArray();
        if (kinds.Length > 1)
        {
            findings.Add(findings.At(stage, kinds[0]), $"stage '{stage.Name}' has both '{kinds[0]}' and '{kinds[1]}'; a stage does one kind of work");
        }

        if (stage.Staging is { } area)
        {
            CheckStaging(stage, area);
        }

        CheckGuards(stage);
    }

    void CheckGuards(Stage stage)
    {
        if (!stage.Guards.IsEmpty && stage.Charts.IsEmpty && stage.Waves.IsEmpty)
        {
            findings.Add(findings.At(stage, "guards"), $"stage '{stage.Name}' changes nothing live that a guard could stop; remove 'guards', or give it 'waves' or 'charts'");
        }

        Twice.Report(stage.Guards, index => findings.At(stage, "guards", index), "guard", findings);
        var known = new KnownNames(runbook, findings);
        foreach (var (index, guard) in stage.Guards.Index())
        {
            known.OneOf(runbook.Gates.Select(gate => gate.Name), guard, "gate", findings.At(stage, "guards", index));
        }
    }

    static IEnumerable<string> Kinds(Stage stage)
    {
        if (stage.ByHand is not null)
        {
            yield return "byHand";
        }

        if (stage.Staging is not null)
        {
            yield return "staging";
        }

        if (!stage.Charts.IsEmpty)
        {
            yield return "charts";
        }

        if (stage.Validation is not null)
        {
            yield return "validation";
        }

        if (!stage.Waves.IsEmpty)
        {
            yield return "waves";
        }
    }

    void CheckStaging(Stage stage, StagingArea area)
    {
        var clusters = runbook.Estates.SelectMany(estate => estate.Clusters).Select(cluster => cluster.Name).Where(name => name.Length > 0).Distinct().ToArray();
        if (area.Cluster.Length > 0 && clusters.Length > 0 && !clusters.Contains(area.Cluster))
        {
            findings.Add(findings.At(area, "cluster"), $"no estate has a cluster '{area.Cluster}'; known: {Names.List(clusters)}", Nearest.Hint(area.Cluster, clusters));
        }

        if (area.Namespace.Length > 0 && runbook.Components.SelectMany(c => c.Placements).Any(p => p.Cluster == area.Cluster && p.Namespace == area.Namespace))
        {
            findings.Add(findings.At(area, "namespace"), $"namespace '{area.Namespace}' has live placements on {area.Cluster}; copies must not run beside them");
        }
    }

    void CheckBudget(Stage stage)
    {
        var (own, shared) = (findings.Has(stage, "budget"), findings.Has(stage, "sharesBudgetWith"));
        if (own == shared)
        {
            findings.Add(
                own ? findings.At(stage, "sharesBudgetWith") : findings.At(stage),
                own ? $"stage '{stage.Name}' has both 'budget' and 'sharesBudgetWith'; it takes one of them" : "key 'budget' is missing: time limit of the stage (or 'sharesBudgetWith')");
        }
        else if (stage.SharesBudgetWith is { Length: > 0 } other)
        {
            CheckShare(stage, other);
        }
    }

    void CheckShare(Stage stage, string other)
    {
        var giver = runbook.Stages.FirstOrDefault(candidate => candidate.Name == other);
        var names = runbook.Stages.Where(candidate => candidate != stage && findings.Has(candidate, "budget")).Select(candidate => candidate.Name).ToArray();
        var wrong = giver is null ? $"no stage is called '{other}'"
            : giver == stage ? "a stage cannot share its budget with itself"
            : !findings.Has(giver, "budget") ? $"stage '{other}' has no budget of its own"
            : null;
        if (wrong is not null)
        {
            findings.Add(findings.At(stage, "sharesBudgetWith"), $"{wrong}; stages with a budget: {Names.List(names)}", giver is null ? Nearest.Hint(other, names) : "");
        }
    }

    void CheckSoaks(Stage stage)
    {
        var soaks = runbook.Stages.Where(other => other == stage || other.SharesBudgetWith == stage.Name)
            .SelectMany(other => other.Waves).Aggregate(TimeSpan.Zero, (sum, wave) => sum + wave.Soak);
        if (stage.Budget != StageShape.NoBudget && soaks >= stage.Budget)
        {
            findings.Add(
                findings.At(stage, "budget"),
                $"the soaks of the waves alone take {DurationText.Format(soaks)} of a budget of {DurationText.Format(stage.Budget)}; shorten them or raise the budget");
        }
    }
}
