namespace X0tta6bl4.Release.Gates;

/// <summary>One probe of availability, or several in a row that the prober missed.</summary>
/// <param name="Target">Name of the endpoint.</param>
/// <param name="Phase">What the release was doing when it was due: <c>STAGE/WAVE</c>, or in a word what else.</param>
/// <param name="Due">When it was due, the first of several; in UTC.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Latency">From when it was due to the end of its answer, or to when it was given up.</param>
/// <param name="Lag">How late the prober itself was.</param>
/// <param name="Status">Status of the answer; zero when there was none.</param>
/// <param name="Failure">Why it failed, in a few words; empty when it did not.</param>
/// <param name="Count">How many it stands for; more than one only where they were missed.</param>
public sealed record Probe(
    string Target, string Phase, DateTimeOffset Due, ProbeOutcome Outcome, TimeSpan Latency, TimeSpan Lag, int Status, string Failure, long Count = 1)
{
    /// <summary>Name under which the control endpoint is in the ledger; no endpoint of a runbook can have it.</summary>
    public const string Control = "(control)";

    /// <summary>A prober that sends later than this, 100 milliseconds, has not seen what it was to see.</summary>
    public static TimeSpan GreatestLag { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>When its answer had come, or it was given up.</summary>
    public DateTimeOffset Ended => Due + Latency;
}
