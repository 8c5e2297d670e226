using System.Collections.Immutable;

namespace X0tta6bl4.Release.Running;

/// <summary>Sends probes at a fixed rate beside a run: each is due by a schedule that no answer moves, and goes over a connection of its own, as a new user's
/// request would.</summary>
public interface IProber
{
    /// <summary>Begins to probe. Disposing of what is returned ends it: nothing new is sent, and what is under way is waited for, a second at most.</summary>
    /// <param name="targets">What is probed.</param>
    /// <param name="sink">Is told of each probe, from threads of the prober.</param>
    IAsyncDisposable Start(ImmutableArray<ProbeTarget> targets, IProbeSink sink);
}
