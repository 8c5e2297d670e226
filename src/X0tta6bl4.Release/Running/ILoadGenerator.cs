using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Sends requests at a given rate whether or not earlier ones were answered (an open model), and measures from when each was due.</summary>
public interface ILoadGenerator
{
    /// <summary>Runs one load to its end.</summary>
    /// <param name="profile">What to send.</param>
    /// <param name="onProgress">Called about once a second with what was seen so far.</param>
    /// <param name="cancellationToken">Ends it early; then <see cref="OperationCanceledException"/> is thrown.</param>
    Task<LoadResult> RunAsync(LoadProfile profile, Action<LoadResult> onProgress, CancellationToken cancellationToken);

    /// <summary>Runs a load script to its end, judges it by what it demands, and writes its figures.</summary>
    /// <param name="script">The script.</param>
    /// <param name="onProgress">Called about once a second with a line about what was seen so far.</param>
    /// <param name="cancellationToken">Ends it early; then <see cref="OperationCanceledException"/> is thrown.</param>
    /// <exception cref="EstateAccessException">The script is not the one that was planned with, or the load could not be run.</exception>
    Task<Assessment> RunAsync(LoadScriptRun script, Action<string> onProgress, CancellationToken cancellationToken);
}
