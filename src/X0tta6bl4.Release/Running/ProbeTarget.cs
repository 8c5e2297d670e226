using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>What is probed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Call">What each probe is.</param>
/// <param name="Status">Status of a good answer; null when any answer is good.</param>
/// <param name="RatePerSecond">Probes per second, 1 to 1000.</param>
/// <param name="Timeout">Limit for one answer, from when its probe was due; above zero.</param>
public sealed record ProbeTarget(string Name, EndpointCall Call, int? Status, int RatePerSecond, TimeSpan Timeout)
{
    /// <summary>Probes of the control endpoint per second.</summary>
    public const int ControlRate = 5;

    /// <summary>Limit for one answer of the control endpoint, 2 seconds.</summary>
    public static TimeSpan ControlTimeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>An endpoint.</summary>
    /// <param name="probe">How it is watched.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="release">The release's identifier, which each request names as its sender.</param>
    public static ProbeTarget Of(AvailabilityProbe probe, Uri address, string release) => new(
        probe.Endpoint, CallFrom(release, probe.Request.Method, new Uri(address, probe.Request.Path), probe.Request.Headers, probe.Request.Body), probe.Request.Status, probe.Rate, probe.Timeout);

    /// <summary>The control endpoint.</summary>
    /// <param name="control">Where it is.</param>
    /// <param name="release">The release's identifier.</param>
    public static ProbeTarget Of(Uri control, string release) =>
        new(Probe.Control, CallFrom(release, "GET", control, ImmutableSortedDictionary<string, string>.Empty, null), null, ControlRate, ControlTimeout);

    // Whoever reads a server's log sees where the requests come from.
    static EndpointCall CallFrom(string release, string method, Uri url, ImmutableSortedDictionary<string, string> headers, string? body) =>
        new(new HttpMethod(method), url, headers.Keys.Contains("User-Agent", StringComparer.OrdinalIgnoreCase) ? headers : headers.Add("User-Agent", $"x0tta6bl4-release/{release}"), body);
}
