using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>What a load saw, warm-up excluded. In JSON all times are milliseconds.</summary>
public sealed record LoadReport
{
    /// <summary>Where most requests went.</summary>
    public required Uri Target { get; init; }

    /// <summary>Most connections at once.</summary>
    public required int Connections { get; init; }

    /// <summary>Time from the beginning to the end of the last answer.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>All requests together.</summary>
    public required LoadFigures Total { get; init; }

    /// <summary>The users.</summary>
    public required UserFigures Users { get; init; }

    /// <summary>Requests of the script one by one, in the order of its text.</summary>
    public required ImmutableArray<StepFigures> Steps { get; init; }

    /// <summary>Its scenarios, in the order of its text.</summary>
    public required ImmutableArray<ScenarioFigures> Scenarios { get; init; }

    /// <summary>Answers by status code.</summary>
    public required ImmutableSortedDictionary<int, long> Codes { get; init; }

    /// <summary>Failed requests by kind of failure.</summary>
    public required ImmutableSortedDictionary<string, long> Failures { get; init; }

    /// <summary>The first failure in a few words; empty when there was none.</summary>
    public required string FirstFailure { get; init; }

    /// <summary>Why the load ended before its time, in a few words; empty when it did not.</summary>
    public required string EndedEarly { get; init; }

    /// <summary>Why the flow after all others failed, in a few words; empty when it did not, or when there is none.</summary>
    public string AfterFailed { get; init; } = "";

    /// <summary>Its seconds.</summary>
    public required ImmutableArray<Second> Timeline { get; init; }

    /// <summary>What the generator itself used; null where that was not measured.</summary>
    public GeneratorFigures? Generator { get; init; }

    /// <summary>The distributions of response time, service time and lag of all requests, as text that plotters of HDR histograms read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Distributions? Distributions { get; init; }

    /// <summary>The report as JSON, without distributions.</summary>
    public string ToJson() => ReportJson.Text(this with { Distributions = null });

    /// <summary>Reads what <see cref="ToJson"/> wrote; null when it is something else.</summary>
    public static LoadReport? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReportJson.Default.LoadReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Distributions as text.</summary>
/// <param name="Response">Of response times.</param>
/// <param name="Service">Of service times.</param>
/// <param name="Lag">Of the generator's lag.</param>
public sealed record Distributions(string Response, string Service, string Lag);
