using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Turns the runbook's health checks into steps. Pure.</summary>
static class CheckPlanner
{
    static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(1);

    /// <summary>A request, tried until it is answered as expected.</summary>
    public static Step Call(string id, HealthCheck.Http check, ReleaseScope scope)
    {
        var (request, spacing) = (check.Request, scope.Estate.Overrides.CheckSpacing ?? check.Spacing);
        return new Step.CallEndpoint(request.Endpoint, request.Path, request.Method, request.Status, check.Tries, spacing)
        {
            Id = id,
            Limit = ((check.Tries - 1) * spacing) + CallLimit,
            Headers = request.Headers.IsEmpty ? null : request.Headers,
            Body = request.Body,
            Json = Expected(request.Json),
        };
    }

    /// <summary>A command in a pod.</summary>
    public static Step Run(string id, HealthCheck.Exec check, WorkloadReference workload, string container) =>
        new Step.RunCommand(workload, container, check.Command) { Id = id, Limit = check.Timeout, Json = Expected(check.Json) };

    static ImmutableArray<JsonExpectation>? Expected(ImmutableArray<JsonExpectation> json) => json.IsEmpty ? null : json;
}
