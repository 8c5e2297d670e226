using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Reporting;

/// <summary>How well something runs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Health>))]
public enum Health
{
    /// <summary>Every wanted pod is new, ready and available.</summary>
    [JsonStringEnumMemberName("healthy")]
    Healthy,

    /// <summary>Not all of them yet, and nothing says that they will not be.</summary>
    [JsonStringEnumMemberName("progressing")]
    Progressing,

    /// <summary>Nothing moves until somebody acts, for example because it is paused.</summary>
    [JsonStringEnumMemberName("stalled")]
    Stalled,

    /// <summary>By a named fault, or by helm's word, it will not become healthy by itself.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,

    /// <summary>It does not exist.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>It could not be read.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
