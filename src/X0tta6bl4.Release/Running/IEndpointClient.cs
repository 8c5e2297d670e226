namespace X0tta6bl4.Release.Running;

/// <summary>Calls public endpoints of the estate.</summary>
public interface IEndpointClient
{
    /// <summary>Sends one request, without following redirects, and reads the answer. Never throws for what the network does.</summary>
    /// <param name="call">The request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<EndpointAnswer> CallAsync(EndpointCall call, CancellationToken cancellationToken);
}
