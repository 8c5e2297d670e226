namespace X0tta6bl4.Release.Runbooks;

/// <summary>A Service of a cluster with one of its ports, as the API server's proxy takes it.</summary>
/// <param name="Namespace">Namespace of the Service.</param>
/// <param name="Target">Service and port, <c>NAME:PORT</c>, or <c>https:NAME:PORT</c> where it speaks TLS; the port by number or name.</param>
public sealed record ServiceAddress(string Namespace, string Target)
{
    /// <summary>As the runbook has it: <c>monitoring/prometheus:9090</c>.</summary>
    public override string ToString() => $"{Namespace}/{Target}";

    /// <summary>Reads <c>NAMESPACE/NAME:PORT</c>; null for anything else.</summary>
    public static ServiceAddress? Parse(string text) => text.Split('/') is [{ Length: > 0 } ns, { Length: > 0 } target] ? new ServiceAddress(ns, target) : null;
}
