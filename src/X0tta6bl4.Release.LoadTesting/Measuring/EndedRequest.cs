namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>A request that has ended.</summary>
/// <param name="Step">Which of the script's requests it is.</param>
/// <param name="Status">Status of its answer; zero when there was none.</param>
/// <param name="Response">From when it was due to the end of the answer: what a user feels.</param>
/// <param name="Service">From when it was sent: what the service took.</param>
/// <param name="Lag">How late the generator was.</param>
internal readonly record struct EndedRequest(int Step, int Status, TimeSpan Response, TimeSpan Service, TimeSpan Lag)
{
    /// <summary>True when there was an answer.</summary>
    public bool IsAnswered => Status > 0;
}
