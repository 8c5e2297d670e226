namespace X0tta6bl4.Release.Runbooks;

/// <summary>The Prometheus that measures a cluster: where it is, and as whom it is asked. Either a URL or a Service is given.</summary>
public sealed record MetricsEntry
{
    /// <summary>Limit for one answer where the runbook says nothing.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Base URL; null for a Service. An embedded estate replaces it by its own.</summary>
    public Uri? Url { get; init; }

    /// <summary>Service of the cluster itself, reached through the cluster's API server with the credentials of the kubeconfig; null for a URL.</summary>
    public ServiceAddress? Service { get; init; }

    /// <summary>Environment variable with a bearer token; null for none.</summary>
    public string? BearerVariable { get; init; }

    /// <summary>Environment variable with a user name; null for none.</summary>
    public string? UserNameVariable { get; init; }

    /// <summary>Environment variable with that user's password; null for none.</summary>
    public string? PasswordVariable { get; init; }

    /// <summary>Environment variable with the path of a client certificate, PEM; null for none.</summary>
    public string? CertificateFileVariable { get; init; }

    /// <summary>Environment variable with the path of the certificate's key, PEM; null for none.</summary>
    public string? KeyFileVariable { get; init; }

    /// <summary>Environment variable with the path of the certificates that the server's own is issued by, PEM; null for those that this machine trusts.</summary>
    public string? AuthorityFileVariable { get; init; }

    /// <summary>Limit for one answer. Default 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Names of all the variables, by the runbook's keys.</summary>
    internal IEnumerable<(string Key, string? Variable)> Variables =>
    [
        ("bearerVariable", BearerVariable), ("userNameVariable", UserNameVariable), ("passwordVariable", PasswordVariable),
        ("certificateFileVariable", CertificateFileVariable), ("keyFileVariable", KeyFileVariable), ("authorityFileVariable", AuthorityFileVariable),
    ];
}
