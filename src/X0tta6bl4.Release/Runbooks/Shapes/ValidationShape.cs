using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A validation in the file.</summary>
internal static class ValidationShape
{
    static readonly AmountShape Amount = new();

    static readonly RequestKeys<EndpointRequest> Request = new(request => request);

    static readonly Key<LoadTest, string> Component = new("component", "The component that it is about", Words.Name, load => load.Component);

    static readonly Key<LoadTest, EndpointRequest> LoadRequest = new(
        "request",
        "What each request is",
        new RecordShape<EndpointRequest>("a request", Request.All, Request.Build),
        load => load.Request);

    static readonly Key<LoadTest, int> Rate =
        new("rate", "Requests per second, sent whether or not earlier ones were answered", Scalars.Integer("a rate, 1 to 10000", 1, 10_000), load => load.Rate);

    static readonly OptionalKey<LoadTest, TimeSpan> Duration =
        new("duration", "How long; default 30s", Scalars.Duration(), load => load.Duration, TimeSpan.FromSeconds(30));

    static readonly OptionalKey<LoadTest, TimeSpan> WarmUp =
        new("warmUp", "Time before that with the same rate, which does not count; default 2s", Scalars.Duration(zero: true), load => load.WarmUp, TimeSpan.FromSeconds(2));

    static readonly OptionalKey<LoadTest, double> FailedAtMost =
        new("failedAtMost", "Greatest share of requests that fail; default 1%", Amount, load => load.FailedAtMost, 0.01);

    static readonly OptionalKey<LoadTest, TimeSpan?> P95AtMost = new(
        "p95AtMost",
        "Greatest 95th percentile of the response time, such as 300ms",
        new MappedShape<double, TimeSpan>(Amount, TimeSpan.FromSeconds, time => time.TotalSeconds).OrNone(),
        load => load.P95AtMost,
        null);

    static readonly OptionalKey<Validation, ImmutableArray<HealthCheck>> Calls = new(
        "calls",
        "Functional calls, side by side",
        new ListShape<HealthCheck>(HealthCheckShape.OfValidation, "a list of checks", least: 0),
        validation => validation.Calls,
        []);

    static readonly OptionalKey<Validation, ImmutableArray<LoadTest>> Loads = new(
        "loads",
        "Load tests, one after the other",
        new ListShape<LoadTest>(new RecordShape<LoadTest>("a load test", [Component, LoadRequest, Rate, Duration, WarmUp, FailedAtMost, P95AtMost], BuildLoad), "a list of load tests", least: 0),
        validation => validation.Loads,
        []);

    static readonly Key<ScriptedLoadTest, string> ScriptComponent = new("component", "The component that it is about", Words.Name, load => load.Component);

    static readonly Key<ScriptedLoadTest, string> Script = new("script", "Script in Artillery's format, relative to this file's directory", Words.RelativeFile, load => load.Script);

    static readonly Key<ScriptedLoadTest, string> ScriptEndpoint = new("endpoint", "The endpoint that it asks, in place of the script's own target", Words.Name, load => load.Endpoint);

    static readonly OptionalKey<Validation, ImmutableArray<ScriptedLoadTest>> Scripts = new(
        "scripts",
        "Load scripts, one after the other; what a script demands (config.ensure) must be true",
        new ListShape<ScriptedLoadTest>(
            new RecordShape<ScriptedLoadTest>("a load script", [ScriptComponent, Script, ScriptEndpoint], f => new ScriptedLoadTest(f.Of(ScriptComponent), f.Of(Script), f.Of(ScriptEndpoint))), "a list of load scripts", least: 0),
        validation => validation.Scripts,
        []);

    static readonly OptionalKey<Validation, ImmutableArray<string>> Gates = new(
        "gates",
        "Gates of this file, asked side by side",
        new ListShape<string>(Words.Name, "a list of gates", least: 0),
        validation => validation.Gates,
        []);

    /// <summary>The validation.</summary>
    public static RecordShape<Validation> Shape { get; } =
        new("a validation", [Calls, Loads, Scripts, Gates], f => new Validation(f.Of(Calls), f.Of(Loads), f.Of(Gates)) { Scripts = f.Of(Scripts) });

    static LoadTest BuildLoad(Fields<LoadTest> f) => new()
    {
        Component = f.Of(Component),
        Request = f.Of(LoadRequest),
        Rate = f.Of(Rate),
        Duration = f.Of(Duration),
        WarmUp = f.Of(WarmUp),
        FailedAtMost = f.Of(FailedAtMost),
        P95AtMost = f.Of(P95AtMost),
    };
}
