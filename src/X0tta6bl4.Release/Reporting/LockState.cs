using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Reporting;

/// <summary>Whether a lock is held.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LockState>))]
public enum LockState
{
    /// <summary>Nobody holds it.</summary>
    [JsonStringEnumMemberName("free")]
    Free,

    /// <summary>Somebody holds it who may be alive.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>Its holder is shown to be dead; the next run takes it over.</summary>
    [JsonStringEnumMemberName("dead")]
    Dead,

    /// <summary>It could not be read.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
