using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Running;

/// <summary>What one cluster keeps for releases of its estate.</summary>
/// <param name="Journals">Copies of journals.</param>
/// <param name="Leases">Locks.</param>
public sealed record EstateKeeper(IJournalShelf Journals, ILeaseTable Leases);
