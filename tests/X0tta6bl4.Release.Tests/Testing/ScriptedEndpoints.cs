using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Public endpoints that answer 200 until told otherwise.</summary>
sealed class ScriptedEndpoints : IEndpointClient
{
    public List<string> Calls { get; } = [];

    public Func<int, EndpointAnswer> Answer { get; set; } = _ => new EndpointAnswer(200, "200 OK");

    public Task<EndpointAnswer> CallAsync(EndpointCall call, CancellationToken cancellationToken)
    {
        Calls.Add($"{call.Method} {call.Url}{(call.Body is { } body ? $" {body}" : "")}");
        return Task.FromResult(Answer(Calls.Count));
    }
}
