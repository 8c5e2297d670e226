using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>A question to a freshly updated component; a check that fails fails its stage.</summary>
public abstract record HealthCheck
{
    private protected HealthCheck()
    {
    }

    /// <summary>A request to a public endpoint that must answer with the expected status.</summary>
    /// <param name="Endpoint">Name of an endpoint of the estate.</param>
    /// <param name="Path">Path and query below it, with a leading slash.</param>
    /// <param name="Method">HTTP method. Default GET.</param>
    /// <param name="Status">Expected status code. Default 200.</param>
    /// <param name="Tries">How often to try before giving up, 1 to 100. Default 10.</param>
    /// <param name="Spacing">Time between two tries, above zero. Default 30 seconds.</param>
    public sealed record Http(string Endpoint, string Path, string Method, int Status, int Tries, TimeSpan Spacing) : HealthCheck;

    /// <summary>A command in a ready pod of the workload that must end with exit code 0.</summary>
    /// <param name="Command">Program and arguments; no shell is involved.</param>
    /// <param name="Timeout">Limit for the command. Default 30 seconds.</param>
    public sealed record Exec(ImmutableArray<string> Command, TimeSpan Timeout) : HealthCheck;
}
