using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;
using k8s.KubeConfigModels;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Credentials from a program, such as <c>aws eks get-token</c>. The program runs when credentials are first needed,
/// again shortly before they expire, and when the API server has refused them.</summary>
sealed class CredentialPlugin : ITokenProvider, IDisposable
{
    /// <summary>Credentials are renewed so long before they expire: long enough for a request that is on its way.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    readonly PluginProgram program;
    readonly TimeProvider time;
    readonly SemaphoreSlim one = new(1, 1);
    PluginCredential? credential;

    /// <summary>Prepares a plugin; runs nothing.</summary>
    public CredentialPlugin(ExternalExecution execution, string folder, (string Cluster, string Context) names, TimeProvider time, TimeSpan limit)
    {
        program = new PluginProgram(execution, folder, names, time, limit);
        this.time = time;
    }

    /// <summary>The client certificate that the plugin gave; null when it gives tokens only.</summary>
    public X509Certificate2? Certificate => Volatile.Read(ref credential)?.Certificate;

    /// <inheritdoc/>
    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref credential);
        if (current is null || IsOld(current))
        {
            current = await RenewAsync(cancellationToken).ConfigureAwait(false);
        }

        // A plugin may give a certificate and no token; then no header is sent, which the library's contract expresses by null.
        return current.Token is null ? null! : new AuthenticationHeaderValue("Bearer", current.Token);
    }

    /// <summary>Forgets credentials that the API server refused, unless they have been renewed already.</summary>
    public void Refused(AuthenticationHeaderValue? header)
    {
        var current = Volatile.Read(ref credential);
        if (current is not null && header?.Parameter == current.Token)
        {
            Interlocked.CompareExchange(ref credential, null, current);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    async Task<PluginCredential> RenewAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Volatile.Read(ref credential) is { } renewed && !IsOld(renewed))
            {
                return renewed;
            }

            var fresh = await program.RunAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref credential, fresh);
            return fresh;
        }
        finally
        {
            one.Release();
        }
    }

    bool IsOld(PluginCredential current) => current.Expires is { } expires && time.GetUtcNow() >= expires - Margin;
}
