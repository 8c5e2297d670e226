using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A cluster's lock in memory, which checks versions as an API server does; it may be out of reach.</summary>
sealed class MemoryLeases(string cluster, TimeProvider time) : ILeaseTable
{
    int version;

    public string Cluster => cluster;

    public DateTimeOffset Now => time.GetUtcNow();

    public EstateLease? Lease { get; set; }

    public string? Down { get; set; }

    public List<string> Tokens { get; } = [];

    /// <summary>Awaited by a write before it happens, as its request is under way.</summary>
    public Action BeforeWrite { get; set; } = () => { };

    public Task<EstateLease?> FindAsync(string estate, CancellationToken cancellationToken) => Down is null ? Task.FromResult(Lease) : throw Trouble();

    public Task<EstateLease?> WriteAsync(string estate, EstateLease lease, CancellationToken cancellationToken)
    {
        BeforeWrite();
        if (Down is not null)
        {
            throw Trouble();
        }

        if (lease.Version != (Lease?.Version ?? ""))
        {
            return Task.FromResult<EstateLease?>(null);
        }

        Tokens.Add(lease.Token);
        Lease = lease with { Version = $"{++version}" };
        return Task.FromResult<EstateLease?>(Lease);
    }

    EstateAccessException Trouble() => new(AccessFailure.Unreachable, cluster, $"{cluster}: {Down}");
}
