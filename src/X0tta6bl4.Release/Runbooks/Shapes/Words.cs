using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>The single values that a runbook has.</summary>
internal static class Words
{
    const string LabelPattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    const string UrlPattern = "^https?://[^\\s/?#@]+(/[^\\s?#@]*)?$";

    /// <summary>An RFC 1123 label.</summary>
    public static Shape<string> Label { get; } =
        Scalars.Text("a Kubernetes name (RFC 1123 label: a-z, 0-9 and '-', beginning and ending with a letter or digit, at most 63 characters)", LabelPattern, 63);

    /// <summary>An RFC 1123 subdomain.</summary>
    public static Shape<string> Subdomain { get; } =
        Scalars.Text("a Kubernetes object name (RFC 1123 subdomain: labels of a-z, 0-9 and '-', joined by '.', at most 253 characters)", "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$");

    /// <summary>A name of the runbook's own: of an estate, a cluster, a component, an endpoint, a role.</summary>
    public static Shape<string> Name { get; } =
        Scalars.Text("a name (a-z, 0-9 and '-', beginning and ending with a letter or digit, at most 63 characters)", LabelPattern, 63);

    /// <summary>A context of a kubeconfig; anything on one line.</summary>
    public static Shape<string> Context { get; } = Scalars.Text("the name of a context in the kubeconfig", "^[^\\s].{0,252}$");

    /// <summary>The name of a stage, which is a target of the build.</summary>
    public static Shape<string> StageName { get; } = Scalars.Text("the name of a target of the build, such as UpdateGateway", "^[A-Z][A-Za-z0-9]*$", 63);

    /// <summary>A reference to a placement.</summary>
    public static Shape<string> PlacementName { get; } = Scalars.Text("a placement, COMPONENT@CLUSTER", "^[^@\\s]+@[^@\\s]+$");

    /// <summary>Prose on one or more lines.</summary>
    public static Shape<string> Prose { get; } = Scalars.Text("a text", "\\S", 2000);

    /// <summary>A program or an argument; may be empty or span lines.</summary>
    public static Shape<string> Argument { get; } = Scalars.Text("a program or an argument", "^", 2000);

    /// <summary>The name of an environment variable.</summary>
    public static Shape<string> Variable { get; } =
        Scalars.Text("the name of an environment variable (A-Z, 0-9 and '_'); the secret itself does not belong here", "^[A-Z_][A-Z0-9_]*$", discreet: true);

    /// <summary>A registry host, as image references spell it.</summary>
    public static Shape<string> RegistryHost { get; } =
        Scalars.Text("a registry host with an optional port, such as registry.example.com:5000", "^[a-z0-9]([-.a-z0-9]*[a-z0-9])?(:[0-9]{1,5})?$");

    /// <summary>Path and query of a request.</summary>
    public static Shape<string> RequestPath { get; } = Scalars.Text("a path with a leading '/', such as /health", "^/([^/\\s#\\\\][^\\s#\\\\]*)?$", 2000);

    /// <summary>A chart reference.</summary>
    public static Shape<string> ChartReference { get; } =
        Scalars.Text("a chart, REPOSITORY/CHART, such as hashicorp/vault", "^[a-zA-Z0-9][-._a-zA-Z0-9]*/[a-zA-Z0-9][-._a-zA-Z0-9]*$");

    /// <summary>The exact version of a chart.</summary>
    public static Shape<string> ChartVersion { get; } =
        Scalars.Text("a chart's exact version, such as 65.1.1 (no range)", "^v?[0-9]+\\.[0-9]+\\.[0-9]+([-+][-+.0-9A-Za-z]+)?$", 64);

    /// <summary>A text on one line.</summary>
    public static Shape<string> Line { get; } = Scalars.Text("a text on one line", "^[^\\s].{0,99}$");

    /// <summary>A query.</summary>
    public static Shape<string> Query { get; } = Scalars.Text("a PromQL query", "\\S", 4000);

    /// <summary>A selector of series.</summary>
    public static Shape<string> Selector { get; } =
        Scalars.Text("a PromQL selector of series without a range, such as http_requests_total{service=\"api\"}", "^[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[^\\r\\n]*\\})?$", 1000);

    /// <summary>The name of an HTTP header.</summary>
    public static Shape<string> HeaderName { get; } = Scalars.Text("the name of an HTTP header", "^[-!#%&'*+.^_`|~0-9A-Za-z]+$", 100);

    /// <summary>The value of an HTTP header.</summary>
    public static Shape<string> HeaderValue { get; } = Scalars.Text("the value of an HTTP header, on one line", "^[\\x20-\\x7e]*$", 1000, discreet: true);

    /// <summary>A place in a JSON text.</summary>
    public static Shape<string> JsonPointer { get; } = Scalars.Text("a JSON pointer, such as /status", "^(/[^/]*)+$");

    /// <summary>A file below the build directory.</summary>
    public static Shape<string> RelativeFile { get; } =
        Scalars.Text("a file below the build directory, such as k8s/vault-values.yaml (no leading '/', no '..')", "^(?!.*\\.\\.)[A-Za-z0-9_][-._/A-Za-z0-9]*$");

    /// <summary>An image without tag and digest.</summary>
    public static Shape<string> ImageName { get; } = new ScalarShape<string>
    {
        Wanted = "an image name, such as x0tta6bl4/api-gateway",
        Instead = "",
        Parse = text => (text, ImageWrong(text)),
        Format = value => value,
        Describe = () => new JsonObject { ["type"] = "string", ["pattern"] = "^([a-zA-Z0-9][-.a-zA-Z0-9]*(:[0-9]{1,5})?/)?[a-z0-9][a-z0-9._/-]*$" },
    };

    /// <summary>The base address of a server.</summary>
    public static ScalarShape<Uri> BaseUrl { get; } = new()
    {
        Wanted = "an absolute http or https URL, such as https://api.example.com",
        Instead = new Uri("https://invalid.example"),
        Parse = text => UrlWrong(text) is { } wrong ? (new Uri("https://invalid.example"), wrong) : (new Uri(text), null),
        Format = url => url.OriginalString,
        Describe = () => new JsonObject { ["type"] = "string", ["pattern"] = UrlPattern },
    };

    /// <summary>The base address of a Prometheus, or <c>none</c>.</summary>
    public static Shape<Uri?> Metrics { get; } = new ScalarShape<Uri?>
    {
        Wanted = "the base URL of a Prometheus, or none (shown as not measured)",
        Instead = null,
        Parse = text => text == "none" ? (null, null) : UrlWrong(text) is { } wrong ? (null, $"{wrong}, or none") : (new Uri(text), null),
        Format = url => url?.OriginalString ?? "none",
        Describe = () => new JsonObject { ["type"] = "string", ["pattern"] = $"^none$|{UrlPattern}" },
    };

    /// <summary>A Service of a cluster with one of its ports.</summary>
    public static Shape<ServiceAddress> Service { get; } = Scalars.Parsed(
        Scalars.Text(
            "a Service with a port, NAMESPACE/NAME:PORT, such as monitoring/prometheus:9090 (or NAMESPACE/https:NAME:PORT)",
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?/(https:)?[a-z]([-a-z0-9]*[a-z0-9])?:([1-9][0-9]{0,4}|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$"),
        ServiceAddress.Parse,
        address => address.ToString(),
        new ServiceAddress("invalid", "invalid:1"));

    /// <summary>Major and minor version of Kubernetes.</summary>
    public static Shape<Version> KubernetesVersion { get; } = Scalars.Parsed(
        Scalars.Text("a Kubernetes version, MAJOR.MINOR in quotes, such as \"1.28\"", "^[1-9][0-9]{0,2}\\.(0|[1-9][0-9]{0,2})$"),
        text => Version.TryParse(text, out var version) ? version : null,
        version => version.ToString(2),
        new Version(1, 28));

    /// <summary>Pods above the desired count.</summary>
    public static Shape<string> Surge { get; } = new CountOrShareShape("^(0|[1-9][0-9]{0,2})%$", "a number of pods (1) or a share of them (25%)");

    /// <summary>Pods below the desired count.</summary>
    public static Shape<string> Unavailable { get; } = new CountOrShareShape("^(0|[1-9][0-9]?|100)%$", "a number of pods (1) or a share of them, at most 100%");

    // A text with '@' is not repeated: what stands before it may be a password.
    static string? UrlWrong(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? "this URL contains '@'; user names and passwords do not belong here, write an absolute http or https URL without them"
        : Regex.IsMatch(text, UrlPattern, RegexOptions.CultureInvariant) && !text.EndsWith('\n') && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0 ? null
        : $"'{text}' is not an absolute http or https URL (no query, no fragment), such as https://api.example.com";

    static string? ImageWrong(string text) =>
        !ImageReference.TryParse(text, out var image) ? $"'{text}' is not an image name, such as x0tta6bl4/api-gateway or registry.example.com:5000/team/app"
        : image.Tag.Length > 0 || image.Digest.Length > 0 ? $"'{text}' has a tag or digest; write '{image.Name}', the release adds the version"
        : null;
}
