using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>Every placement changes in exactly one wave.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class WaveChecks(Runbook runbook, Findings findings)
{
    readonly Placement[] placements = [.. runbook.Components.SelectMany(component => component.Placements)];

    /// <summary>Checks all waves together.</summary>
    public void Run()
    {
        var mentions = runbook.Stages.SelectMany(stage => stage.Waves)
            .SelectMany(wave => wave.Placements.Select((name, index) => (Name: name, At: findings.At(wave, "placements", index)))).ToArray();
        Twice.Report(mentions.Select(mention => mention.Name), index => mentions[index].At, "placement", findings);
        var known = placements.Select(placement => placement.Name).ToHashSet();
        var strangers = mentions.Where(mention => !known.Contains(mention.Name)).ToArray();
        foreach (var (name, at) in strangers.Where(stranger => !findings.Knows(stranger.At) && !ItsComponentIsWrong(stranger.Name)))
        {
            findings.Add(at, Unknown(name), Nearest.Hint(name, known));
        }

        var meant = mentions.Select(mention => mention.Name).Concat(strangers.Select(stranger => Nearest.To(stranger.Name, known) ?? "")).ToHashSet();
        foreach (var placement in placements.Where(placement => !meant.Contains(placement.Name) && !HasACause(placement, strangers.Select(stranger => stranger.Name))))
        {
            findings.Add(findings.At(placement), $"placement '{placement.Name}' is in no wave of any stage; put it into one");
        }
    }

    // One mistake, one problem: what follows from a misspelt cluster or an unreadable wave is not reported again.
    bool HasACause(Placement placement, IEnumerable<string> strangers) =>
        findings.Knows(findings.At(placement))
        || strangers.Any(name => ComponentOf(name) == placement.Component)
        || runbook.Stages.IsEmpty
        || runbook.Stages.Any(stage => findings.Has(stage, "waves") && (stage.Waves.IsEmpty || stage.Waves.Any(wave => wave.Placements.IsEmpty)));

    bool ItsComponentIsWrong(string name) =>
        placements.Any(placement => placement.Component == ComponentOf(name) && findings.Knows(findings.At(placement)));

    static string ComponentOf(string name) => name.Split('@')[0];

    string Unknown(string name)
    {
        var component = ComponentOf(name);
        var clusters = placements.Where(placement => placement.Component == component).Select(placement => placement.Cluster).ToArray();
        return clusters.Length > 0
            ? $"component '{component}' has no placement on '{name[(component.Length + 1)..]}'; it runs on: {Names.List(clusters)}"
            : $"no component is called '{component}'; known: {Names.List(runbook.Components.Select(known => known.Name))}";
    }
}
