using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>A feed, whatever it keeps.</summary>
interface IFeed
{
    /// <summary>True once everything has been listed.</summary>
    bool IsSynced { get; }

    /// <summary>Why the feed has ended for good; null while it has not.</summary>
    EstateAccessException? Failure { get; }

    /// <summary>What keeps the feed from being up to date, which may pass; empty when nothing does.</summary>
    string Trouble { get; }

    /// <summary>Runs the feed until it is cancelled or fails for good.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
