namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>What happened to an object: created (no before), changed (both) or removed (no after).</summary>
/// <param name="Version">The resourceVersion of the change.</param>
/// <param name="Before">The object until then; for a removal with the version of the removal.</param>
/// <param name="After">The object since then.</param>
internal sealed record Change(long Version, StoredObject? Before, StoredObject? After)
{
    /// <summary>The object as it was before a removal gave it the removal's version.</summary>
    public StoredObject? Removed { get; init; }

    /// <summary>The newest form of the object that exists.</summary>
    public StoredObject Object => (After ?? Before)!;
}
