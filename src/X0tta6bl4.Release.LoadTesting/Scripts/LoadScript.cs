using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>A load test as an Artillery script describes it: who arrives when, what they do, and what must then be true.</summary>
public sealed record LoadScript
{
    /// <summary>What paths of requests follow: scheme and host, perhaps a path; no query.</summary>
    public required Uri Target { get; init; }

    /// <summary>Phases in their order; at least one.</summary>
    public required ImmutableArray<LoadPhase> Phases { get; init; }

    /// <summary>How long a user waits for an answer (<c>config.http.timeout</c>). Default 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Metrics that must stay below values.</summary>
    public ImmutableArray<Threshold> Thresholds { get; init; } = [];

    /// <summary>Expressions over metrics that must be true.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Scenarios in their order; at least one, and one that has a weight.</summary>
    public required ImmutableArray<Scenario> Scenarios { get; init; }

    /// <summary>True when its target is one of https, or a request names a server of https itself.</summary>
    internal bool SpeaksTls => Target.Scheme != Uri.UriSchemeHttp || Before.Concat(After).Concat(Scenarios.SelectMany(scenario => scenario.Flow))
        .SelectMany(step => step.Requests).Any(request => request.Url.Source.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>The target as the script writes it, without the slash at its end; paths of requests follow it.</summary>
    internal string Base { get; init; } = "";

    /// <summary>What <c>$environment</c> is; null when nobody chose one.</summary>
    internal string? Environment { get; init; }

    /// <summary>Variables that each user gets.</summary>
    internal ImmutableArray<ScriptVariable> Variables { get; init; } = [];

    /// <summary>Tables whose rows each user gets.</summary>
    internal ImmutableArray<Payload> Payloads { get; init; } = [];

    /// <summary>Environment variables that templates name, with their values.</summary>
    internal ImmutableDictionary<string, JsonElement> EnvironmentVariables { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>What one user does before all others; empty for nothing.</summary>
    internal ImmutableArray<FlowStep> Before { get; init; } = [];

    /// <summary>What one user does after all others; empty for nothing.</summary>
    internal ImmutableArray<FlowStep> After { get; init; } = [];
}
