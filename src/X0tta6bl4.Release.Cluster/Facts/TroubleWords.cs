namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>Reads the words of kubelet, runtime and registry. They are texts for people and differ between versions and runtimes, so each list names what was seen
/// of Kubernetes 1.20 to 1.35 with containerd and Docker.</summary>
static class TroubleWords
{
    static readonly string[] Platform = ["no match for platform", "no matching manifest for", "exec format error", "does not match the specified platform"];
    static readonly string[] Limited = ["toomanyrequests", "429 Too Many Requests", "rate limit"];
    static readonly string[] Denied =
        ["pull access denied", "unauthorized", "authentication required", "authorization failed", "403 Forbidden", "401 Unauthorized", "no basic auth credentials", "denied:"];

    /// <summary>"host not found" is a matter of names, not of images, so these are asked before the absent ones.</summary>
    static readonly string[] Away =
    [
        "host not found", "no such host", "server misbehaving", "connection refused", "connection reset", "i/o timeout", "TLS handshake", "x509:", "no route to host",
        "network is unreachable", "context deadline exceeded", "Client.Timeout", "unexpected EOF", "500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway",
    ];

    static readonly string[] Absent = ["not found", "manifest unknown", "NotFound", "name unknown"];
    static readonly string[] Command = ["executable file not found", "no such file or directory", "permission denied", "is a directory", "not a directory", "no command specified"];
    static readonly string[] RunAs = ["runAsNonRoot", "will run as root", "non-numeric user"];

    /// <summary>Why an image could not be pulled.</summary>
    public static ContainerTrouble OfPull(string message) =>
        Has(message, Platform) ? ContainerTrouble.WrongPlatform
        : Has(message, Limited) ? ContainerTrouble.RateLimited
        : Has(message, Denied) ? ContainerTrouble.PullDenied
        : Has(message, Away) ? ContainerTrouble.RegistryAway
        : Has(message, Absent) ? ContainerTrouble.ImageAbsent
        : ContainerTrouble.PullFails;

    /// <summary>Why a container could not be configured. Kubelets that have just started report caches that are not filled yet; that passes.</summary>
    public static ContainerTrouble OfConfiguration(string message) =>
        IsUnfilledCache(message) ? ContainerTrouble.None
        : Has(message, RunAs) ? ContainerTrouble.RunAsDenied
        : message.Contains("couldn't find key", StringComparison.Ordinal) ? ContainerTrouble.KeyMissing
        : !message.Contains("not found", StringComparison.Ordinal) ? ContainerTrouble.Misconfigured
        : message.Contains("configmap", StringComparison.OrdinalIgnoreCase) ? ContainerTrouble.MapMissing
        : message.Contains("secret", StringComparison.OrdinalIgnoreCase) ? ContainerTrouble.SecretMissing
        : ContainerTrouble.Misconfigured;

    /// <summary>Why a container could not be created or started; None when the words tell nothing. What a mount lacks is not the command.</summary>
    public static ContainerTrouble OfStart(string message) =>
        Has(message, Platform) ? ContainerTrouble.WrongPlatform
        : message.Contains("error mounting", StringComparison.Ordinal) ? ContainerTrouble.None
        : Has(message, Command) ? ContainerTrouble.NoCommand : ContainerTrouble.None;

    /// <summary>True for the report of a kubelet whose caches are not filled yet.</summary>
    public static bool IsUnfilledCache(string message) =>
        message.Contains("failed to sync", StringComparison.Ordinal) && message.Contains("cache", StringComparison.Ordinal);

    static bool Has(string message, string[] words) => Array.Exists(words, word => message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
