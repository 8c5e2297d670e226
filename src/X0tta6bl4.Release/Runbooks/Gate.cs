using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>A question put to measurements.</summary>
public sealed record Gate
{
    static readonly TimeSpan LeastSpacing = TimeSpan.FromSeconds(1);
    static readonly TimeSpan MostSpacing = TimeSpan.FromSeconds(15);

    /// <summary>Name in the runbook.</summary>
    public required string Name { get; init; }

    /// <summary>What is asked, in a few words, for reports.</summary>
    public required string Title { get; init; }

    /// <summary>Cluster whose metrics are asked.</summary>
    public required string Cluster { get; init; }

    /// <summary>Query whose series are judged; <c>{window}</c> stands for the window.</summary>
    public required string Query { get; init; }

    /// <summary>Number of series that the query gives when all is well, 1 to 1,000, each of which is judged; null for one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Series { get; init; }

    /// <summary>Query that gives the number of requests behind the answer, as one series; null when there are none to count.</summary>
    public string? Requests { get; init; }

    /// <summary>Least number of requests that an answer must rest on. Default 100; means nothing without <see cref="Requests"/>.</summary>
    public required int LeastRequests { get; init; }

    /// <summary>The series that the answer rests on; null when nobody counts their samples.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GateSamples? Samples { get; init; }

    /// <summary>What is expected.</summary>
    public required GateLimit Limit { get; init; }

    /// <summary>Unit of the answer.</summary>
    public required GateUnit Unit { get; init; }

    /// <summary>Length of time that the answer is about; it lies wholly after the change that is judged. Default 2 minutes.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Time between two questions; null for a quarter of the window, but 1 to 15 seconds. Never longer than the window.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? Interval { get; init; }

    /// <summary>How many of how many answers fail the gate; null for the first bad one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailureRule? Failed { get; init; }

    /// <summary>What follows when there is too little or contradictory evidence. Default <see cref="UndecidedPolicy.Stop"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public UndecidedPolicy OnInconclusive { get; init; }

    /// <summary>What follows when nothing usable was measured. Default <see cref="UndecidedPolicy.Stop"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public UndecidedPolicy OnNoEvidence { get; init; }

    /// <summary>True when missing evidence is reported and does not stop the release, whatever it is that is missing: short for going on in both cases. Default false.</summary>
    public bool Optional { get; init; }

    /// <summary>Time between two questions.</summary>
    [JsonIgnore]
    public TimeSpan Spacing => Interval ?? SpacingOf(Window);

    /// <summary>Time that the questions of one judgement may take beside the window: none, where one answer decides.</summary>
    [JsonIgnore]
    public TimeSpan Asking => Spacing * ((Failed?.Of ?? 1) - 1);

    /// <summary>True when a small answer is a good one.</summary>
    [JsonIgnore]
    public bool IsUpperLimit => Limit is GateLimit.AtMost or GateLimit.AboveBaseline;

    /// <summary>Time between two questions where the runbook says nothing: a quarter of the window, 1 to 15 seconds.</summary>
    public static TimeSpan SpacingOf(TimeSpan window) => window / 4 < LeastSpacing ? LeastSpacing : window / 4 > MostSpacing ? MostSpacing : window / 4;
}
