using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using YamlDotNet.Core;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>One context of a kubeconfig: where a cluster is, and as whom to meet it.</summary>
/// <param name="Server">Address of the API.</param>
/// <param name="Token">Bearer token, or null.</param>
/// <param name="Tls">How to speak TLS; null for plain HTTP.</param>
internal sealed record KubeContext(Uri Server, string? Token, SslClientAuthenticationOptions? Tls)
{
    const string Unreachable = "Kubernetes cluster unreachable: ";

    /// <exception cref="HelmProblem">There is no such file or context.</exception>
    public static KubeContext Read(string file, string? context)
    {
        var config = Load(file);
        var name = context ?? config.Text("current-context") ?? "";
        var chosen = Named(config, "contexts", name).At("context") ?? throw new HelmProblem($"{Unreachable}context \"{name}\" does not exist");
        var cluster = Named(config, "clusters", chosen.Text("cluster")).At("cluster");
        var user = Named(config, "users", chosen.Text("user")).At("user");
        var server = Uri.TryCreate(cluster.Text("server"), UriKind.Absolute, out var address) ? address : throw new HelmProblem($"{Unreachable}context \"{name}\" has no server");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "";
        return new(server, TokenOf(user, folder), server.Scheme == Uri.UriSchemeHttps ? TlsOf(cluster, user, folder) : null);
    }

    static JsonObject Load(string file)
    {
        try
        {
            return YamlReading.Documents(File.ReadAllText(file)) is [var config, ..] ? config : [];
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or YamlException)
        {
            throw new HelmProblem($"{Unreachable}error loading config file \"{file}\": {broken.Message}", broken);
        }
    }

    static JsonObject? Named(JsonObject config, string list, string? name) => config.Items(list).FirstOrDefault(e => e.Text("name") == name);

    static string? TokenOf(JsonNode? user, string folder) =>
        user.Text("token") ?? (user.Text("tokenFile") is { } file ? File.ReadAllText(Path.Combine(folder, file)).Trim() : null);

    static SslClientAuthenticationOptions TlsOf(JsonNode? cluster, JsonNode? user, string folder)
    {
        var tls = new SslClientAuthenticationOptions();
        if (cluster.Flag("insecure-skip-tls-verify"))
        {
#pragma warning disable CA5359 // What the kubeconfig asks for in so many words.
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (Pem(cluster, "certificate-authority", folder) is { } authority)
        {
            tls.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.ImportFromPem(authority);
        }

        if (Pem(user, "client-certificate", folder) is { } certificate && Pem(user, "client-key", folder) is { } key)
        {
#pragma warning disable CA2000 // Lives as long as the command.
            tls.ClientCertificates = [X509Certificate2.CreateFromPem(certificate, key)];
#pragma warning restore CA2000
        }

        return tls;
    }

    static string? Pem(JsonNode? part, string name, string folder) =>
        part.Text($"{name}-data") is { } data ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
        : part.Text(name) is { } file ? File.ReadAllText(Path.Combine(folder, file))
        : null;
}
