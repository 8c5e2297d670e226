using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Checks;
using X0tta6bl4.Release.Runbooks.Shapes;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>Reads the text of a runbook and reports every mistake in it at once. Pure: it opens no file.</summary>
public static class RunbookReader
{
    /// <summary>Reads a runbook.</summary>
    /// <param name="text">The file's text, YAML. No text makes it throw.</param>
    /// <param name="fileName">The file's name as problems show it, for example <c>build/runbook.yaml</c>; positions become <c>build/runbook.yaml(LINE,COLUMN)</c>, from 1.</param>
    /// <returns>The runbook, or all problems in the order of the text.</returns>
    public static Checked<Runbook> Read(string text, string fileName)
    {
        var findings = new Findings(fileName);
        if (YamlText.Read(text, findings) is not { } root)
        {
            return Checked.Invalid<Runbook>(findings.ToProblems());
        }

        var runbook = RunbookShape.Shape.Read(root, findings);
        new EstateChecks(runbook, findings).Run();
        new ComponentChecks(runbook, findings).Run();
        new ChartChecks(runbook, findings).Run();
        new ValidationChecks(runbook, findings).Run();
        new AvailabilityChecks(runbook, findings).Run();
        new WatchChecks(runbook, findings).Run();
        new StageChecks(runbook, findings).Run();
        new WaveChecks(runbook, findings).Run();
        return findings.None ? Checked.Valid(WithSharedBudgets(runbook)) : Checked.Invalid<Runbook>(findings.ToProblems());
    }

    static Runbook WithSharedBudgets(Runbook runbook)
    {
        var budgets = runbook.Stages.ToDictionary(stage => stage.Name, stage => stage.Budget);
        return runbook with
        {
            Stages = [.. runbook.Stages.Select(stage => stage with { Budget = budgets[stage.SharesBudgetWith ?? stage.Name] })],
        };
    }
}
