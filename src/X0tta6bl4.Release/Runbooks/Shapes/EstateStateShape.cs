using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>In the file: what releases keep in the estate's clusters.</summary>
internal static class EstateStateShape
{
    static readonly EstateState Default = new();

    static readonly OptionalKey<EstateState, string> Namespace = new(
        "namespace",
        $"Namespace of the lock and of the journal's copies; it must exist in every cluster; default {Default.Namespace}",
        Words.Label,
        state => state.Namespace,
        Default.Namespace);

    static readonly OptionalKey<EstateState, TimeSpan> LockRenewal = new(
        "lockRenewal",
        "Time between two renewals of the lock, at most a third of lockExpiry; default 10s",
        Scalars.Duration(),
        state => state.LockRenewal,
        Default.LockRenewal);

    static readonly OptionalKey<EstateState, TimeSpan> LockExpiry = new(
        "lockExpiry",
        "How long the lock holds without renewal, before another run may take it over; default 1m",
        Scalars.Duration(),
        state => state.LockExpiry,
        Default.LockExpiry);

    static readonly OptionalKey<EstateState, int> JournalsKept = new(
        "journalsKept",
        "Number of finished releases whose journals stay in the primary cluster; default 10",
        Scalars.Integer("a number from 1 to 100", 1, 100),
        state => state.JournalsKept,
        Default.JournalsKept);

    /// <summary>The settings.</summary>
    public static RecordShape<EstateState> Shape { get; } = new("settings of the lock and the journal's copies", [Namespace, LockRenewal, LockExpiry, JournalsKept], Build);

    static EstateState Build(Fields<EstateState> f) => new()
    {
        Namespace = f.Of(Namespace),
        LockRenewal = f.Of(LockRenewal),
        LockExpiry = f.Of(LockExpiry),
        JournalsKept = f.Of(JournalsKept),
    };
}
