using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace X0tta6bl4.Release.Integrations.Tests.Servers;

/// <summary>A real HTTP server on loopback that answers as a test says and remembers what it was asked.</summary>
sealed class LoopbackServer : IAsyncDisposable
{
    readonly WebApplication application;

    LoopbackServer(WebApplication application) => this.application = application;

    public Uri Url => new(application.Urls.Single());

    /// <summary>Method, path with query and Authorization of each request, in order.</summary>
    public ConcurrentQueue<(string Line, string Authorization, string UserAgent)> Requests { get; } = new();

    public static Task<LoopbackServer> StartAsync(Func<HttpContext, Task> answer) => StartAsync(answer, builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));

    /// <summary>A server that speaks TLS and wants a certificate of the authority from whoever asks.</summary>
    public static Task<LoopbackServer> StartAsync(Func<HttpContext, Task> answer, TestCertificates certificates) => StartAsync(
        answer,
        builder => builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificates.Server;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (client, _, _) => client.Issuer == certificates.Authority.Subject && client.Subject == "CN=runner";
        }))));

    static async Task<LoopbackServer> StartAsync(Func<HttpContext, Task> answer, Action<WebApplicationBuilder> listen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        listen(builder);
        var application = builder.Build();
        var server = new LoopbackServer(application);
        application.Run(context =>
        {
            var request = context.Request;
            server.Requests.Enqueue(($"{request.Method} {request.Path}{request.QueryString}", request.Headers.Authorization.ToString(), request.Headers.UserAgent.ToString()));
            return answer(context);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public IEnumerable<string> Lines => Requests.Select(request => request.Line);

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
