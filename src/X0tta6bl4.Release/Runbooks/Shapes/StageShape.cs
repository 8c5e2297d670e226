using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A stage in the file.</summary>
internal static class StageShape
{
    /// <summary>Stands for a budget that is not there; the checks turn it into a mistake or into the budget shared.</summary>
    public static readonly TimeSpan NoBudget = TimeSpan.Zero;

    static readonly Key<Wave, ImmutableArray<string>> Placements = new(
        "placements",
        "Placements that change side by side, COMPONENT@CLUSTER",
        new ListShape<string>(Words.PlacementName, "a list of placements, COMPONENT@CLUSTER", least: 1),
        wave => wave.Placements);

    static readonly OptionalKey<Wave, TimeSpan> Soak =
        new("soak", "Time to wait after this wave before the next begins; default 0s", Scalars.Duration(zero: true), wave => wave.Soak, TimeSpan.Zero);

    static readonly Key<Stage, string> StageName =
        new("name", "Name of the build's target", Words.StageName, stage => stage.Name);

    static readonly OptionalKey<Stage, TimeSpan?> Budget =
        new("budget", "Time limit of the stage", Scalars.Duration().OrNone(), stage => stage.SharesBudgetWith is null ? stage.Budget : null, null);

    static readonly OptionalKey<Stage, string?> SharesBudgetWith =
        new("sharesBudgetWith", "Stage whose budget covers this one too; instead of a budget of its own", Words.StageName.OrAbsent(), stage => stage.SharesBudgetWith, null);

    static readonly Key<Stage, string> Owner =
        new("owner", "Role that answers for the stage, such as devops-engineer", Words.Name, stage => stage.Owner);

    static readonly OptionalKey<Stage, string?> ByHand =
        new("byHand", "What a human does in this stage, for stages that the build does not do itself", Words.Prose.OrAbsent(), stage => stage.ByHand, null);

    static readonly OptionalKey<Stage, StagingArea?> Staging = new(
        "staging",
        "Where new versions run on trial in this stage, as copies of the live pods",
        StagingShape.Shape.OrAbsent(),
        stage => stage.Staging,
        null);

    static readonly OptionalKey<Stage, ImmutableArray<string>> Charts = new(
        "charts",
        "Charts of this file that the stage upgrades, one after the other",
        new ListShape<string>(Words.Label, "a list of charts", least: 0),
        stage => stage.Charts,
        []);

    static readonly OptionalKey<Stage, Validation?> Validation =
        new("validation", "What the stage proves: calls, loads and gates", ValidationShape.Shape.OrAbsent(), stage => stage.Validation, null);

    static readonly OptionalKey<Stage, ImmutableArray<string>> Guards = new(
        "guards",
        "Gates of this file that are asked again and again while the stage changes something; the first that fails stops it at once",
        new ListShape<string>(Words.Name, "a list of gates", least: 0),
        stage => stage.Guards,
        []);

    static readonly OptionalKey<Stage, ImmutableArray<Wave>> Waves = new(
        "waves",
        "What the stage changes, wave after wave",
        new ListShape<Wave>(new RecordShape<Wave>("a wave", [Placements, Soak], f => new Wave(f.Of(Placements), f.Of(Soak))), "a list of waves", least: 0),
        stage => stage.Waves,
        []);

    /// <summary>The stage.</summary>
    public static RecordShape<Stage> Shape { get; } = new("a stage", [StageName, Budget, SharesBudgetWith, Owner, ByHand, Staging, Charts, Validation, Guards, Waves], Build);

    static Stage Build(Fields<Stage> f) => new()
    {
        Name = f.Of(StageName),
        Budget = f.Of(Budget) ?? NoBudget,
        SharesBudgetWith = f.Of(SharesBudgetWith),
        Owner = f.Of(Owner),
        ByHand = f.Of(ByHand)?.Trim(),
        Staging = f.Of(Staging),
        Charts = f.Of(Charts),
        Validation = f.Of(Validation),
        Guards = f.Of(Guards),
        Waves = f.Of(Waves),
    };
}
