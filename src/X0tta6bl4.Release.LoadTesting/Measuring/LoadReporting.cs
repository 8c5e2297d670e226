using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>Makes a report of what was recorded. Pure.</summary>
internal static class LoadReporting
{
    /// <summary>The report of a load that has ended.</summary>
    /// <param name="recorder">What was recorded.</param>
    /// <param name="target">Where most requests went.</param>
    /// <param name="connections">Most connections at once.</param>
    /// <param name="length">How long it took.</param>
    /// <param name="steps">Names of the script's requests.</param>
    /// <param name="scenarios">Names of its scenarios.</param>
    /// <param name="endedEarly">Why it ended early; null when it did not.</param>
    public static LoadReport Of(Recorder recorder, Uri target, int connections, TimeSpan length, ImmutableArray<string> steps, ImmutableArray<string> scenarios, string? endedEarly)
    {
        var sums = recorder.Sums();
        return new LoadReport
        {
            Target = target,
            Connections = connections,
            Length = length,
            Total = Figures(sums.All, sums.Due, length),
            Users = new UserFigures(sums.Arrived, sums.Left, sums.LeftFailed, sums.TurnedAway),
            Steps = [.. steps.Select((name, step) => new StepFigures(name, Figures(recorder.Of(step), recorder.Of(step).Ended, length)))],
            Scenarios = [.. scenarios.Select((name, scenario) => new ScenarioFigures(name, recorder.Visits(scenario).Figures()))],
            Codes = sums.Codes,
            Failures = sums.Failures,
            FirstFailure = sums.FirstFailure,
            EndedEarly = endedEarly ?? "",
            Timeline = [.. recorder.Timeline],
            Distributions = new Distributions(sums.All.Response.Distribution(), sums.All.Service.Distribution(), sums.All.Lag.Distribution()),
        };
    }

    /// <summary>The figures of a meter.</summary>
    public static LoadFigures Figures(Meter meter, long due, TimeSpan length) => new(
        due,
        meter.Ended,
        meter.Failed,
        length > TimeSpan.Zero ? Math.Round(meter.Ended / length.TotalSeconds, 2) : 0,
        meter.Response.Figures(),
        meter.Service.Figures(),
        meter.Lag.Figures());
}
