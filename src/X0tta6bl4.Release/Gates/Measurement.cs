using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Gates;

/// <summary>One answer to a gate's query, and what it rests on.</summary>
/// <param name="Value">The value, the worst where several series are judged; null when there is none that could be used.</param>
/// <param name="Requests">Number of requests behind it; null when nobody counted them.</param>
/// <param name="Trouble">What is wrong with the answer; empty when nothing is.</param>
/// <param name="Contradictory">True when there was an answer that cannot be trusted, false when there was none.</param>
public sealed record Measurement(double? Value, double? Requests, string Trouble = "", bool Contradictory = false)
{
    static readonly TimeSpan Oldest = TimeSpan.FromDays(36_500);

    /// <summary>Number of samples behind it, of the best covered series; null when nobody counted them.</summary>
    public double? Samples { get; init; }

    /// <summary>Age of the newest sample; null when nobody looked.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Labels of the series that has the value, where several are judged; empty otherwise.</summary>
    public string Series { get; init; } = "";

    /// <summary>True when the source answered, and had no series.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Nothing was measured.</summary>
    public static Measurement None(string why) => new(null, null, why);

    /// <summary>Takes answers for what they are: exactly one number, and exactly one number of requests where they are counted.</summary>
    /// <param name="values">Values of the query's series.</param>
    /// <param name="requests">Values of the counting query's series; null when the gate has none.</param>
    /// <param name="warnings">What the source says against its own answer.</param>
    public static Measurement Of(ImmutableArray<double> values, ImmutableArray<double>? requests, ImmutableArray<string> warnings) =>
        Of(new GateAnswers([.. values.Select(value => new LabelledValue("", value))]) { Requests = requests, Warnings = warnings }, wanted: 1, isUpperLimit: true);

    /// <summary>Takes answers for what they are: as many numbers as the gate wants, and exactly one of requests, samples and age where it asks for them.</summary>
    /// <param name="gate">The question.</param>
    /// <param name="answers">The answers.</param>
    public static Measurement Of(Gate gate, GateAnswers answers) => Of(answers, gate.Series ?? 1, gate.IsUpperLimit);

    static Measurement Of(GateAnswers answers, int wanted, bool isUpperLimit)
    {
        var measured = Worst(answers.Values, wanted, isUpperLimit);
        var requests = One(answers.Requests, "the number of requests");
        var samples = One(answers.Samples, "the number of samples");
        var age = One(answers.Ages, "the age of the newest sample");
        var first = new[] { requests, samples, age }.FirstOrDefault(part => part.Trouble.Length > 0);
        return measured.Trouble.Length > 0 ? measured
            : first.Trouble is { Length: > 0 } trouble ? measured with { Trouble = trouble, Contradictory = first.Contradictory }
            : Warned(measured with { Requests = requests.Value, Samples = samples.Value, Age = age.Value is { } seconds ? Span(seconds) : null }, answers.Warnings);
    }

    // Clocks differ a little: a sample of the future is new. What is older than any Prometheus is as old as that.
    static TimeSpan Span(double seconds) => seconds <= 0 ? TimeSpan.Zero : seconds >= Oldest.TotalSeconds ? Oldest : TimeSpan.FromSeconds(seconds);

    static Measurement Warned(Measurement measured, ImmutableArray<string> warnings) =>
        warnings.IsEmpty ? measured : measured with { Trouble = $"the source warns: {warnings[0]}", Contradictory = true };

    static Measurement Worst(ImmutableArray<LabelledValue> values, int wanted, bool isUpperLimit)
    {
        if (values.IsEmpty)
        {
            return None("the query found no series") with { IsEmpty = true };
        }

        if (values.Length != wanted)
        {
            return new Measurement(null, null, $"the query gave {Text(values.Length)} series where {(wanted == 1 ? "one is" : $"{Text(wanted)} are")} wanted", Contradictory: true);
        }

        if (values.Where(one => !double.IsFinite(one.Value)).ToArray() is [var odd, ..])
        {
            return None($"the query gave {Text(odd.Value)}{(wanted > 1 ? $" for {odd.Labels}" : "")}");
        }

        var worst = isUpperLimit ? values.MaxBy(one => one.Value) : values.MinBy(one => one.Value);
        return new Measurement(worst.Value, null) { Series = wanted > 1 ? worst.Labels : "" };
    }

    static (double? Value, string Trouble, bool Contradictory) One(ImmutableArray<double>? values, string what) => values is not { } asked ? (null, "", false) : asked switch
    {
        [] => (null, $"{what} found no series", false),
        [var value] when double.IsFinite(value) => (value, "", false),
        [var value] => (null, $"{what} gave {Text(value)}", false),
        _ => (null, $"{what} gave {Text(asked.Length)} series where one is wanted", true),
    };

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
