using System.Net;
using System.Net.Sockets;
using X0tta6bl4.Release.Integrations.Endpoints;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Tests.Endpoints;

public sealed class EndpointClientTests
{
    readonly SkippingTime patient = new(TimeSpan.Zero);

    [Theory]
    [InlineData(200, "200 OK in 0 ms")]
    [InlineData(204, "204 No Content in 0 ms")]
    [InlineData(503, "503 Service Unavailable in 0 ms")]
    [InlineData(599, "599 in 0 ms")]
    public async Task An_answer_is_its_status_in_words(int status, string message)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.Equal(new EndpointAnswer(status, message), await CallAsync(new Uri(server.Url, "/health?deep=1")));

        var (line, _, agent) = Assert.Single(server.Requests);
        Assert.Equal(("GET /health?deep=1", "x0tta6bl4-release"), (line, agent));
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect("/login");
            return Task.CompletedTask;
        });

        Assert.Equal(new EndpointAnswer(302, "302 Found in 0 ms, a redirect, which is not followed"), await CallAsync(server.Url));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Nobody_there_is_connection_refused()
    {
        var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        var url = server.Url;
        await server.DisposeAsync();

        Assert.Equal(new EndpointAnswer(null, "connection refused"), await CallAsync(url));
    }

    [Fact]
    public async Task A_hang_ends_after_half_a_minute()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        Assert.Equal(new EndpointAnswer(null, "no answer within 30 s"), await CallAsync(server.Url, new SkippingTime(TimeSpan.FromMinutes(1))));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "the host name is not resolved")]
    [InlineData(HttpRequestError.ProxyTunnelError, "the proxy refuses the connection")]
    [InlineData(HttpRequestError.Unknown, "the request failed")]
    public void Trouble_that_loopback_does_not_have_has_its_words_too(HttpRequestError error, string words) =>
        Assert.Equal(words, NetworkTrouble.Describe(new HttpRequestException(error, "s3cret")));

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_a_TLS_error()
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);

        var answer = await CallAsync(new UriBuilder(server.Url) { Scheme = "https" }.Uri);

        Assert.Null(answer.Status);
        Assert.StartsWith("TLS error: ", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the connection ended in the middle of the answer")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "the answer is not valid HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "200 OK, but the connection ended in the middle of the answer")]
    public async Task A_server_that_speaks_no_HTTP_to_the_end_has_given_no_answer(string greeting, string message)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        // A connection that ends without a byte is tried again by the HTTP stack, some times.
        var call = CallAsync(url);
        while (!call.IsCompleted)
        {
            var accept = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();
            if (await Task.WhenAny(accept, call) == accept)
            {
                await GreetAsync(await accept, greeting);
            }
        }

        Assert.Equal(new EndpointAnswer(null, message), await call);
    }

    [Fact]
    public async Task Cancellation_is_the_callers()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = new EndpointClient(patient);
        using var cancelled = new CancellationTokenSource();

        var call = client.CallAsync(EndpointCall.Plain(HttpMethod.Get, server.Url), cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    static async Task GreetAsync(TcpClient connection, string greeting)
    {
        using (connection)
        {
            await connection.GetStream().ReadAtLeastAsync(new byte[4096], 1, cancellationToken: TestContext.Current.CancellationToken);
            await connection.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting), TestContext.Current.CancellationToken);
        }
    }

    async Task<EndpointAnswer> CallAsync(Uri url, TimeProvider? time = null)
    {
        using var client = new EndpointClient(time ?? patient);
        return await client.CallAsync(EndpointCall.Plain(HttpMethod.Get, url), TestContext.Current.CancellationToken);
    }
}
