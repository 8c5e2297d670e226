using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace X0tta6bl4.Release.LoadTesting.Tests.Servers;

/// <summary>A real HTTP server on loopback that answers as a test says and counts what it was asked.</summary>
sealed class LoopbackServer : IAsyncDisposable
{
    readonly WebApplication application;
    readonly Channel<int> asked = Channel.CreateUnbounded<int>();
    int requests;

    LoopbackServer(WebApplication application) => this.application = application;

    public Uri Url => new(application.Urls.Single());

    public int Requests => Volatile.Read(ref requests);

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Answers a request; the number is which of all it is, from one.</param>
    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var server = new LoopbackServer(application);
        application.Run(context =>
        {
            var number = Interlocked.Increment(ref server.requests);
            server.asked.Writer.TryWrite(number);
            return answer(context, number);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Waits for one more request than were waited for before.</summary>
    public async Task AskedAsync() => await asked.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
