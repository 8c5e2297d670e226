using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A gate in the file.</summary>
internal static class GateShape
{
    const int DefaultSamples = 2;

    const string PolicyText = "stop (wait for a human, the default), goOn (report it as not measured) or fail (as a bad answer does)";

    static readonly TimeSpan DefaultAge = TimeSpan.FromMinutes(1);

    static readonly AmountShape Amount = new();

    static readonly Key<Gate, string> Title = new("title", "What is asked, in a few words", Words.Line, gate => gate.Title);

    static readonly Key<Gate, string> Cluster = new("cluster", "Cluster whose metrics are asked", Words.Name, gate => gate.Cluster);

    static readonly Key<Gate, string> Query =
        new("query", "PromQL that gives exactly one series, or as many as 'series' says; {window} stands for the window", Words.Query, gate => gate.Query);

    static readonly OptionalKey<Gate, int> Series = new(
        "series", "Number of series that the query gives when all is well, each of which must be as expected; default 1", Scalars.Integer("a number of series, 1 to 1000", 1, 1000), gate => gate.Series ?? 1, 1);

    static readonly OptionalKey<Gate, string?> Requests =
        new("requests", "PromQL that gives the number of requests behind the answer, as one series", Words.Query.OrAbsent(), gate => gate.Requests, null);

    static readonly OptionalKey<Gate, int> LeastRequests =
        new("leastRequests", "Least number of requests that an answer must rest on; default 100", Scalars.Integer("a number of requests, 1 to 1000000", 1, 1_000_000), gate => gate.LeastRequests, 100);

    static readonly OptionalKey<Gate, string?> Samples = new(
        "samples", "The series that the answer rests on, as a PromQL selector; their samples within the window are counted, and the newest one's age is looked at", Words.Selector.OrAbsent(), gate => gate.Samples?.Selector, null);

    static readonly OptionalKey<Gate, int> LeastSamples = new(
        "leastSamples", "Least number of samples of the best covered of them; default 2", Scalars.Integer("a number of samples, 1 to 10000", 1, 10_000), gate => gate.Samples?.AtLeast ?? DefaultSamples, DefaultSamples);

    static readonly OptionalKey<Gate, TimeSpan> SampleAge =
        new("sampleAgeAtMost", "Greatest age of the newest of them; default 1m", Scalars.Duration(), gate => gate.Samples?.AgeAtMost ?? DefaultAge, DefaultAge);

    static readonly Key<Gate, GateLimit> Expect = new(
        "expect",
        "What is expected: atMost or atLeast an amount, or aboveBaseline or belowBaseline by no more than a share of it",
        new ChoiceShape<GateLimit>(
            "an expectation",
            [
                new Choice<GateLimit, GateLimit.AtMost>("atMost", "At most this amount", new MappedShape<double, GateLimit.AtMost>(Amount, v => new(v), l => l.Value)),
                new Choice<GateLimit, GateLimit.AtLeast>("atLeast", "At least this amount", new MappedShape<double, GateLimit.AtLeast>(Amount, v => new(v), l => l.Value)),
                new Choice<GateLimit, GateLimit.AboveBaseline>("aboveBaseline", "Above the baseline by at most this share of it", new MappedShape<double, GateLimit.AboveBaseline>(Amount, v => new(v), l => l.Share)),
                new Choice<GateLimit, GateLimit.BelowBaseline>("belowBaseline", "Below the baseline by at most this share of it", new MappedShape<double, GateLimit.BelowBaseline>(Amount, v => new(v), l => l.Share)),
            ],
            new GateLimit.AtMost(0)),
        gate => gate.Limit);

    static readonly OptionalKey<Gate, GateUnit> Unit = new(
        "unit",
        "Unit of the answer; default number",
        Scalars.Word("a unit", ("number", GateUnit.Number), ("share", GateUnit.Share), ("seconds", GateUnit.Seconds), ("perSecond", GateUnit.PerSecond), ("cores", GateUnit.Cores)),
        gate => gate.Unit,
        GateUnit.Number);

    static readonly OptionalKey<Gate, TimeSpan> Window =
        new("window", "Length of time that the answer is about, wholly after the change; default 2m", Scalars.Duration(), gate => gate.Window, TimeSpan.FromMinutes(2));

    static readonly OptionalKey<Gate, TimeSpan?> Interval =
        new("interval", "Time between two questions, at most the window; default a quarter of the window, but 1s to 15s", Scalars.Duration().OrNone(), gate => gate.Interval, null);

    static readonly Key<FailureRule, int> AtLeast = new("atLeast", "So many bad answers fail the gate", Scalars.Integer("a number of answers, 1 to 20", 1, 20), rule => rule.AtLeast);

    static readonly Key<FailureRule, int> OfLast = new("of", "Of so many, the last ones", Scalars.Integer("a number of answers, 1 to 20", 1, 20), rule => rule.Of);

    static readonly OptionalKey<Gate, FailureRule?> Failed = new(
        "failed",
        "How many bad answers of how many fail the gate; default the first",
        new RecordShape<FailureRule>("how many of how many", [AtLeast, OfLast], f => new FailureRule(f.Of(AtLeast), f.Of(OfLast))).OrAbsent(),
        gate => gate.Failed,
        null);

    static readonly OptionalKey<Gate, UndecidedPolicy> OnInconclusive =
        new("onInconclusive", $"What follows from too little or contradictory evidence when the gate is asked; {PolicyText}", Policy(), gate => gate.OnInconclusive, UndecidedPolicy.Stop);

    static readonly OptionalKey<Gate, UndecidedPolicy> OnNoEvidence =
        new("onNoEvidence", $"What follows when nothing usable was measured; {PolicyText}", Policy(), gate => gate.OnNoEvidence, UndecidedPolicy.Stop);

    static readonly OptionalKey<Gate, bool> Optional =
        new("optional", "true for goOn in both cases: missing evidence is reported and does not stop the release; it never counts as passed", Scalars.Truth(), gate => gate.Optional, false);

    static ScalarShape<UndecidedPolicy> Policy() =>
        Scalars.Word("what follows", ("stop", UndecidedPolicy.Stop), ("goOn", UndecidedPolicy.GoOn), ("fail", UndecidedPolicy.Fail));

    /// <summary>The gate.</summary>
    public static RecordShape<Gate> Shape { get; } =
        new("a gate", [Title, Cluster, Query, Series, Requests, LeastRequests, Samples, LeastSamples, SampleAge, Expect, Unit, Window, Interval, Failed, OnInconclusive, OnNoEvidence, Optional], Build);

    static Gate Build(Fields<Gate> f) => new()
    {
        Name = f.Name,
        Title = f.Of(Title),
        Cluster = f.Of(Cluster),
        Query = f.Of(Query).Trim(),
        // What counts anyway is left out, so that a runbook that writes it and one that does not are the same.
        Series = f.Of(Series) is > 1 and var series ? series : null,
        Requests = f.Of(Requests)?.Trim(),
        LeastRequests = f.Of(LeastRequests),
        Samples = f.Of(Samples) is { } selector ? new GateSamples(selector.Trim(), f.Of(LeastSamples), f.Of(SampleAge)) : null,
        Limit = f.Of(Expect),
        Unit = f.Of(Unit),
        Window = f.Of(Window),
        Interval = f.Of(Interval),
        Failed = f.Of(Failed) is { } rule && rule != FailureRule.Once ? rule : null,
        OnInconclusive = f.Of(OnInconclusive),
        OnNoEvidence = f.Of(OnNoEvidence),
        Optional = f.Of(Optional),
    };
}
