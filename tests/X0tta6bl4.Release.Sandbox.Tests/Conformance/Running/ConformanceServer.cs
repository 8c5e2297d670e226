using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>A server that cases are sent to.</summary>
/// <param name="address">Where it is.</param>
/// <param name="handler">How it is reached, credentials included.</param>
/// <param name="passAsync">Lets a little of the server's time pass.</param>
sealed class ConformanceServer(Uri address, SocketsHttpHandler handler, Func<Task> passAsync) : IDisposable
{
    public HttpClient Client { get; } = new(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public Uri Address { get; } = address;

    public Task PassAsync() => passAsync();

    /// <summary>A sandbox whose clock stands still between requests, so that what it plans at once happens at once and nothing else does.</summary>
    public static ConformanceServer Of(TestSandbox sandbox)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        return new(sandbox.Server.Address(TestSandbox.Eks), handler, () =>
        {
            sandbox.Time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.Run(() => { }, TestSandbox.Cancelled);
        });
    }

    /// <summary>The cluster of a kubeconfig's current context.</summary>
    public static ConformanceServer Of(string kubeconfig, TimeProvider time)
    {
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig);
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.ClientCertificates = [X509Certificate2.CreateFromPem(Pem(config.ClientCertificateData, config.ClientCertificateFilePath), Pem(config.ClientCertificateKeyData, config.ClientKeyFilePath))];
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(config.SslCaCerts);
        return new(new(config.Host), handler, () => Task.Delay(TimeSpan.FromMilliseconds(100), time, TestSandbox.Cancelled));
    }

    static string Pem(string? data, string? file) =>
        data is not null ? Encoding.ASCII.GetString(Convert.FromBase64String(data)) : File.ReadAllText(file ?? throw new InvalidDataException("the kubeconfig's user has no client certificate"));

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();
}
