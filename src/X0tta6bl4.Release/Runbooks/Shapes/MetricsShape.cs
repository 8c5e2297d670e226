using System.Text.Json.Nodes;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>Where a cluster's measurements are: <c>none</c>, a URL, or a map that says more.</summary>
internal sealed class MetricsShape : Shape<MetricsEntry?>
{
    static readonly OptionalKey<MetricsEntry, Uri?> Url = new("url", "Base URL of the Prometheus", ((Shape<Uri>)Words.BaseUrl).OrAbsent(), metrics => metrics.Url, null);

    static readonly OptionalKey<MetricsEntry, ServiceAddress?> Service = new(
        "service", "Its Service, NAMESPACE/NAME:PORT, where only the cluster reaches it; it is asked through the API server", Words.Service.OrAbsent(), metrics => metrics.Service, null);

    static readonly OptionalKey<MetricsEntry, string?> Bearer = Variable("bearerVariable", "Environment variable with a bearer token", metrics => metrics.BearerVariable);

    static readonly OptionalKey<MetricsEntry, string?> UserName = Variable("userNameVariable", "Environment variable with a user name", metrics => metrics.UserNameVariable);

    static readonly OptionalKey<MetricsEntry, string?> Password = Variable("passwordVariable", "Environment variable with that user's password", metrics => metrics.PasswordVariable);

    static readonly OptionalKey<MetricsEntry, string?> Certificate =
        Variable("certificateFileVariable", "Environment variable with the path of a client certificate (PEM)", metrics => metrics.CertificateFileVariable);

    static readonly OptionalKey<MetricsEntry, string?> PrivateKey =
        Variable("keyFileVariable", "Environment variable with the path of that certificate's key (PEM)", metrics => metrics.KeyFileVariable);

    static readonly OptionalKey<MetricsEntry, string?> Authority =
        Variable("authorityFileVariable", "Environment variable with the path of the certificates that the server's is issued by (PEM); default those that this machine trusts", metrics => metrics.AuthorityFileVariable);

    static readonly OptionalKey<MetricsEntry, TimeSpan> Timeout =
        new("timeout", "Limit for one answer; default 10s", Scalars.Duration(), metrics => metrics.Timeout, MetricsEntry.DefaultTimeout);

    static readonly RecordShape<MetricsEntry> Map =
        new("a Prometheus", [Url, Service, Bearer, UserName, Password, Certificate, PrivateKey, Authority, Timeout], Build);

    /// <inheritdoc/>
    public override MetricsEntry? Fallback => null;

    /// <inheritdoc/>
    public override MetricsEntry? Read(YamlElement element, Findings findings) => element is YamlElement.Map ? Map.Read(element, findings)
        : Words.Metrics.Read(element, findings) is { } url ? new MetricsEntry { Url = url }
        : null;

    /// <inheritdoc/>
    public override JsonNode? Write(MetricsEntry? value) => value is null || value == new MetricsEntry { Url = value.Url } ? Words.Metrics.Write(value?.Url) : Map.Write(value);

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(Words.Metrics.Schema(), Map.Schema()) };

    static OptionalKey<MetricsEntry, string?> Variable(string name, string text, Func<MetricsEntry, string?> from) => new(name, text, Words.Variable.OrAbsent(), from, null);

    static MetricsEntry Build(Fields<MetricsEntry> f) => new()
    {
        Url = f.Of(Url),
        Service = f.Of(Service),
        BearerVariable = f.Of(Bearer),
        UserNameVariable = f.Of(UserName),
        PasswordVariable = f.Of(Password),
        CertificateFileVariable = f.Of(Certificate),
        KeyFileVariable = f.Of(PrivateKey),
        AuthorityFileVariable = f.Of(Authority),
        Timeout = f.Of(Timeout),
    };
}
