using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Phases along the top of charts over time, and behind them.</summary>
static class PhaseStrip
{
    /// <summary>Room for a letter, as a share of the widest chart.</summary>
    const double Letter = 0.007;

    /// <summary>Room for a number.</summary>
    const double Digits = 0.02;

    /// <summary>Each phase with its number, and with its name where a wide window has room for it.</summary>
    public static Markup Of(ImmutableArray<Phase> phases, TimeScale scale) => Markup.If(!phases.IsEmpty, $"""
        <svg class="phases" aria-hidden="true">{phases.Select(phase => One(phase, scale.At(phase.From), scale.At(phase.To)))}</svg>

        """);

    /// <summary>The same as grounds, for behind a chart.</summary>
    public static Markup Grounds(ImmutableArray<Phase> phases, TimeScale scale) => Markup.Of(phases.Where(IsShaded).Select(phase => Ground(scale.At(phase.From), scale.At(phase.To))));

    /// <summary>The numbers with their names.</summary>
    public static Markup Names(ImmutableArray<Phase> phases) =>
        Markup.If(!phases.IsEmpty, $"<p class=\"path\">Phases: {string.Join(", ", phases.Select(phase => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{phase.Number} {phase.Name}")).Distinct())}. Times of day are UTC.</p>\n");

    static bool IsShaded(Phase phase) => phase.Number % 2 == 1;

    static Markup Ground(double left, double right) => Markup.Of($"<rect class=\"phase\" x=\"{TimeAxis.Percent(left)}\" width=\"{TimeAxis.Percent(right - left)}\" height=\"100%\"/>");

    static Markup One(Phase phase, double left, double right)
    {
        var (room, middle) = (right - left, TimeAxis.Percent((left + right) / 2));
        var whole = room >= (phase.Name.Length + 4) * Letter;
        return Markup.Of($"""
            {Markup.If(IsShaded(phase), $"{Ground(left, right)}")}<g>{Markup.If(room >= Digits, $"<text{Markup.If(whole, $" class=\"short\"")} x=\"{middle}\" y=\"15\" text-anchor=\"middle\">{phase.Number}</text>")}{Markup.If(whole, $"<text class=\"long\" x=\"{middle}\" y=\"15\" text-anchor=\"middle\">{phase.Number} {phase.Name}</text>")}<rect class="hit" x="{TimeAxis.Percent(left)}" width="{TimeAxis.Percent(room)}" height="100%"><title>{phase.Name}{"\n"}{PageText.Clock(phase.From)} to {PageText.Clock(phase.To)} UTC, {Durations.Text(phase.To - phase.From)}</title></rect></g>
            """);
    }
}
