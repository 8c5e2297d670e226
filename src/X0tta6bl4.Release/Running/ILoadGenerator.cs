namespace X0tta6bl4.Release.Running;

/// <summary>Sends requests at a given rate whether or not earlier ones were answered (an open model), and measures from when each was due.</summary>
public interface ILoadGenerator
{
    /// <summary>Runs one load to its end.</summary>
    /// <param name="profile">What to send.</param>
    /// <param name="onProgress">Called about once a second with what was seen so far.</param>
    /// <param name="cancellationToken">Ends it early; then <see cref="OperationCanceledException"/> is thrown.</param>
    Task<LoadResult> RunAsync(LoadProfile profile, Action<LoadResult> onProgress, CancellationToken cancellationToken);
}
