namespace X0tta6bl4.Release.Running;

/// <summary>Calls public endpoints of the estate.</summary>
public interface IEndpointClient
{
    /// <summary>Sends one request, without following redirects, and reads the status. Never throws for what the network does.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="url">Absolute URL.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<EndpointAnswer> CallAsync(HttpMethod method, Uri url, CancellationToken cancellationToken);
}
