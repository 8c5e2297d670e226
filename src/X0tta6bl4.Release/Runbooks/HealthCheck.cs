using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>A question to a running component; a check that fails fails its stage.</summary>
public abstract record HealthCheck
{
    private protected HealthCheck()
    {
    }

    /// <summary>A request to a public endpoint that must answer as expected.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="Tries">How often to try before giving up, 1 to 100. Default 10.</param>
    /// <param name="Spacing">Time between two tries, above zero. Default 30 seconds.</param>
    public sealed record Http(EndpointRequest Request, int Tries, TimeSpan Spacing) : HealthCheck;

    /// <summary>A command in a pod that must end with exit code 0.</summary>
    /// <param name="Command">Program and arguments; no shell is involved.</param>
    /// <param name="Timeout">Limit for the command. Default 30 seconds.</param>
    public sealed record Exec(ImmutableArray<string> Command, TimeSpan Timeout) : HealthCheck
    {
        /// <summary>What the command's output must hold as JSON; empty when it does not matter.</summary>
        public ImmutableArray<JsonExpectation> Json { get; init; } = [];
    }

    /// <summary>A command in a pod with a name of its own, such as a StatefulSet's.</summary>
    /// <param name="Pod">The pod, in the chart's namespace.</param>
    /// <param name="Container">Its container.</param>
    /// <param name="Command">The command.</param>
    public sealed record PodExec(string Pod, string Container, Exec Command) : HealthCheck;

    /// <summary>A command in a ready pod of a placement.</summary>
    /// <param name="Placement">The placement, <c>COMPONENT@CLUSTER</c>.</param>
    /// <param name="Command">The command.</param>
    public sealed record PlacementExec(string Placement, Exec Command) : HealthCheck;
}
