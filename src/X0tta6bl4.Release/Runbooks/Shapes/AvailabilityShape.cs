using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A probe of availability in the file.</summary>
internal static class AvailabilityShape
{
    static readonly RequestKeys<EndpointRequest> Keys = new(request => request);

    static readonly Key<AvailabilityProbe, EndpointRequest> Request = new(
        "request",
        "What each probe is: a request that a user would make",
        new RecordShape<EndpointRequest>("a request", Keys.All, Keys.Build),
        probe => probe.Request);

    static readonly OptionalKey<AvailabilityProbe, int> Rate =
        new("rate", "Probes per second, sent whether or not earlier ones were answered; default 20", Scalars.Integer("a rate, 1 to 1000", 1, 1000), probe => probe.Rate, 20);

    static readonly OptionalKey<AvailabilityProbe, TimeSpan> Timeout =
        new("timeout", "Limit for one answer; default 5s", Scalars.Duration(), probe => probe.Timeout, TimeSpan.FromSeconds(5));

    static readonly OptionalKey<AvailabilityProbe, double> FailedAtMost =
        new("failedAtMost", "Greatest share of probes that fail within a stage, more fail the stage; default 1%", new AmountShape(), probe => probe.FailedAtMost, 0.01);

    /// <summary>The probe.</summary>
    public static RecordShape<AvailabilityProbe> Shape { get; } = new(
        "a probe of an endpoint",
        [Request, Rate, Timeout, FailedAtMost],
        f => new AvailabilityProbe { Request = f.Of(Request), Rate = f.Of(Rate), Timeout = f.Of(Timeout), FailedAtMost = f.Of(FailedAtMost) });
}
