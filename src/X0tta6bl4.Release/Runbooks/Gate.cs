namespace X0tta6bl4.Release.Runbooks;

/// <summary>A question put to measurements.</summary>
public sealed record Gate
{
    /// <summary>Name in the runbook.</summary>
    public required string Name { get; init; }

    /// <summary>What is asked, in a few words, for reports.</summary>
    public required string Title { get; init; }

    /// <summary>Cluster whose metrics are asked.</summary>
    public required string Cluster { get; init; }

    /// <summary>Query that gives exactly one series; <c>{window}</c> stands for the window.</summary>
    public required string Query { get; init; }

    /// <summary>Query that gives the number of requests behind the answer, as one series; null when there are none to count.</summary>
    public string? Requests { get; init; }

    /// <summary>Least number of requests that an answer must rest on. Default 100; means nothing without <see cref="Requests"/>.</summary>
    public required int LeastRequests { get; init; }

    /// <summary>What is expected.</summary>
    public required GateLimit Limit { get; init; }

    /// <summary>Unit of the answer.</summary>
    public required GateUnit Unit { get; init; }

    /// <summary>Length of time that the answer is about; it lies wholly after the change that is judged. Default 2 minutes.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>True when missing evidence is reported and does not stop the release; it still never counts as passed. Default false.</summary>
    public bool Optional { get; init; }
}
