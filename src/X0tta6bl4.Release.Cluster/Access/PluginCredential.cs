using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>What a credential plugin printed (kind ExecCredential).</summary>
/// <param name="Token">Bearer token; null when there is a certificate instead.</param>
/// <param name="Certificate">Client certificate with its key; null when there is a token only.</param>
/// <param name="Expires">When it ends; null means never.</param>
sealed class PluginCredential(string? Token, X509Certificate2? Certificate, DateTimeOffset? Expires)
{
    /// <summary>Bearer token.</summary>
    public string? Token { get; } = Token;

    /// <summary>Client certificate.</summary>
    public X509Certificate2? Certificate { get; } = Certificate;

    /// <summary>When it ends.</summary>
    public DateTimeOffset? Expires { get; } = Expires;

    /// <summary>Reads the output; null when it is no credential.</summary>
    public static PluginCredential? Read(string output)
    {
        JsonNode? status;
        try
        {
            status = JsonNode.Parse(output).At("status");
        }
        catch (JsonException)
        {
            return null;
        }

        var token = status.Text("token");
        var certificate = status.Text("clientCertificateData");
        var key = status.Text("clientKeyData");
        if (token.Length == 0 && (certificate.Length == 0 || key.Length == 0))
        {
            return null;
        }

        DateTimeOffset? expires = DateTimeOffset.TryParse(
            status.Text("expirationTimestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : null;
        return new PluginCredential(token.Length == 0 ? null : token, certificate.Length == 0 || key.Length == 0 ? null : Pair(certificate, key), expires);
    }

    /// <summary>TLS on Windows does not take keys that were never stored; a PKCS #12 round trip makes one that works everywhere.</summary>
    static X509Certificate2 Pair(string certificate, string key)
    {
        using var pair = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
    }
}
