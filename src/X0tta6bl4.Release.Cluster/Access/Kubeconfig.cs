using System.Security.Cryptography;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using X0tta6bl4.Release.Planning;
using YamlDotNet.Core;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Turns one context of a kubeconfig into a client.</summary>
static class Kubeconfig
{
    /// <summary>Reads the files and makes the client of one context. The file that has the context must have its cluster and user, too.</summary>
    public static ApiClient Connect(string path, string context, string cluster, TimeProvider time, ClusterOptions options)
    {
        var configs = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(file => Load(file, cluster)).ToArray();
        if (Array.Find(configs, file => file.Contexts?.Any(c => c.Name == context) == true) is not { } config)
        {
            var names = configs.SelectMany(file => file.Contexts ?? []).Select(c => c.Name).Order(StringComparer.Ordinal).ToArray();
            var there = names.Length == 0 ? "it has none" : $"it has {string.Join(", ", names)}";
            throw new EstateAccessException(AccessFailure.Missing, cluster, $"{cluster}: kubeconfig '{path}' has no context '{context}'; {there}");
        }

        CredentialPlugin? plugin = null;
        try
        {
#pragma warning disable CA2000 // The client takes the plugin over and disposes it.
            plugin = Plugin(config, context, cluster, time, options);
#pragma warning restore CA2000
            var settings = KubernetesClientConfiguration.BuildConfigFromConfigObject(config, context);
            settings.TokenProvider = plugin ?? settings.TokenProvider;
            settings.FirstMessageHandlerSetup = handler => SetUp((SocketsHttpHandler)handler, plugin, options);
            return new ApiClient(cluster, settings, plugin, options, time);
        }
        catch (Exception foreign) when (foreign is KubeConfigException or CryptographicException or FormatException or IOException
            or UnauthorizedAccessException or ArgumentException or KeyNotFoundException or NullReferenceException)
        {
            // NullReferenceException: what the library throws for users and clusters without a body.
            plugin?.Dispose();
            throw new EstateAccessException(
                AccessFailure.Rejected, cluster, $"{cluster}: context '{context}' of kubeconfig {config.FileName} cannot be used: {OneLine(foreign)}", foreign);
        }
    }

    static K8SConfiguration Load(string path, string cluster)
    {
        try
        {
            var file = new FileInfo(path);
            return !file.Exists
                ? throw new EstateAccessException(AccessFailure.Missing, cluster, $"{cluster}: there is no kubeconfig at {file.FullName}")
                : KubernetesClientConfiguration.LoadKubeConfig(file) ?? new K8SConfiguration { FileName = path };
        }
        catch (NullReferenceException)
        {
            // What the library throws for a file without content.
            return new K8SConfiguration { FileName = path };
        }
        catch (YamlException broken)
        {
            throw new EstateAccessException(
                AccessFailure.Rejected, cluster, $"{cluster}: kubeconfig {path}({broken.Start.Line},{broken.Start.Column}) is not valid: {OneLine(broken)}", broken);
        }
        catch (Exception foreign) when (foreign is IOException or UnauthorizedAccessException or KubeConfigException or InvalidCastException)
        {
            throw new EstateAccessException(AccessFailure.Rejected, cluster, $"{cluster}: kubeconfig {path} cannot be read: {OneLine(foreign)}", foreign);
        }
    }

    /// <summary>The library would run the plugin while reading the file, split its arguments at blanks, and take a warning on standard error
    /// for a failure. So the user is taken out of the context, and the plugin is ours.</summary>
    static CredentialPlugin? Plugin(K8SConfiguration config, string context, string cluster, TimeProvider time, ClusterOptions options)
    {
        var details = config.Contexts.First(c => c.Name == context).ContextDetails;
        var execution = config.Users?.FirstOrDefault(user => user.Name == details?.User)?.UserCredentials?.ExternalExecution;
        if (details is null || execution is null)
        {
            return null;
        }

        details.User = null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(config.FileName)) ?? "";
        return new CredentialPlugin(execution, folder, (cluster, context), time, options.PluginLimit);
    }

    static void SetUp(SocketsHttpHandler handler, CredentialPlugin? plugin, ClusterOptions options)
    {
        handler.ConnectTimeout = options.RequestLimit;
        // A watch that is closed on our side must not linger to read what the server still has to say.
        handler.ResponseDrainTimeout = TimeSpan.Zero;
        // Release runs are long; a moved API server's new address must be found.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
        if (plugin is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, certificates, _, _) =>
                plugin.Certificate ?? (certificates.Count > 0 ? certificates[0] : null!);
        }
    }

    static string OneLine(Exception foreign) => Text.OneLine(foreign.InnerException is { } inner && foreign is YamlException ? inner.Message : foreign.Message);
}
