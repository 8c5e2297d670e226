using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Running;

/// <summary>Is told of probes as they happen.</summary>
public interface IProbeSink
{
    /// <summary>A probe is sent; one call of <see cref="Ended"/> follows.</summary>
    /// <param name="target">Name of the target.</param>
    /// <returns>The phase that the probe belongs to.</returns>
    string Begun(string target);

    /// <summary>A probe that was sent has ended.</summary>
    void Ended(Probe probe);

    /// <summary>Probes in a row were due and not sent, because the prober itself was too late.</summary>
    /// <param name="target">Name of the target.</param>
    /// <param name="due">When the first of them was due.</param>
    /// <param name="lag">How late the prober was for it.</param>
    /// <param name="count">How many; at least one.</param>
    void Missed(string target, DateTimeOffset due, TimeSpan lag, long count);
}
