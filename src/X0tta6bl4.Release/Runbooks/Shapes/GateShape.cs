using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A gate in the file.</summary>
internal static class GateShape
{
    static readonly AmountShape Amount = new();

    static readonly Key<Gate, string> Title = new("title", "What is asked, in a few words", Words.Line, gate => gate.Title);

    static readonly Key<Gate, string> Cluster = new("cluster", "Cluster whose metrics are asked", Words.Name, gate => gate.Cluster);

    static readonly Key<Gate, string> Query =
        new("query", "PromQL that gives exactly one series; {window} stands for the window", Words.Query, gate => gate.Query);

    static readonly OptionalKey<Gate, string?> Requests =
        new("requests", "PromQL that gives the number of requests behind the answer, as one series", Words.Query.OrAbsent(), gate => gate.Requests, null);

    static readonly OptionalKey<Gate, int> LeastRequests =
        new("leastRequests", "Least number of requests that an answer must rest on; default 100", Scalars.Integer("a number of requests, 1 to 1000000", 1, 1_000_000), gate => gate.LeastRequests, 100);

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

    static readonly OptionalKey<Gate, bool> Optional =
        new("optional", "true to report missing evidence without stopping the release; it never counts as passed", Scalars.Truth(), gate => gate.Optional, false);

    /// <summary>The gate.</summary>
    public static RecordShape<Gate> Shape { get; } =
        new("a gate", [Title, Cluster, Query, Requests, LeastRequests, Expect, Unit, Window, Optional], Build);

    static Gate Build(Fields<Gate> f) => new()
    {
        Name = f.Name,
        Title = f.Of(Title),
        Cluster = f.Of(Cluster),
        Query = f.Of(Query).Trim(),
        Requests = f.Of(Requests)?.Trim(),
        LeastRequests = f.Of(LeastRequests),
        Limit = f.Of(Expect),
        Unit = f.Of(Unit),
        Window = f.Of(Window),
        Optional = f.Of(Optional),
    };
}
