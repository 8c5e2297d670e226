using Microsoft.AspNetCore.Http;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Integrations.Registry;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Registry;

public sealed class TroubleTests : RegistryTest
{
    readonly FakeImages images = new();
    int requests;

    public TroubleTests() => images.AddImage(FakeImages.OciManifest, "linux/amd64", "2.3.1");

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_registry_that_is_briefly_unwell_is_asked_again(int status)
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, failures: 2, status, retryAfter: ""));

        Assert.NotNull(await FindAsync(server.Url));

        Assert.Equal(2, Time.Waits.Count);
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, failures: 1, 429, retryAfter: "7"));

        Assert.NotNull(await FindAsync(server.Url));

        Assert.Equal([TimeSpan.FromSeconds(7)], Time.Waits);
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_limit_ends_the_tries_at_once()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, failures: int.MaxValue, 429, retryAfter: "3600"));

        var failure = await FailsAsync(() => FindAsync(server.Url));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.Contains("keeps answering 429 Too Many Requests", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task Tries_end_after_about_half_a_minute()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, failures: int.MaxValue, 503, retryAfter: ""));

        var failure = await FailsAsync(() => FindAsync(server.Url));

        Assert.Contains("503 Service Unavailable", failure.Message, StringComparison.Ordinal);
        Assert.InRange(Time.Waits.Sum(wait => wait.TotalSeconds), 25, 55);
    }

    [Fact]
    public async Task A_body_that_is_cut_off_is_asked_for_again()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) || Interlocked.Increment(ref requests) > 1)
            {
                await images.AnswerAsync(context);
                return;
            }

            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync(new byte[10]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.NotNull(await FindAsync(server.Url));

        Assert.Single(Time.Waits);
    }

    [Fact]
    public async Task A_registry_that_hangs_is_unreachable()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var options = new RegistryOptions { Url = server.Url, Limits = new HttpLimits { Attempt = TimeSpan.FromSeconds(10) } };

        var failure = await FailsAsync(() => FindAsync(options));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.Contains("timed out after 10 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_unreachable()
    {
        var server = await LoopbackServer.StartAsync(images.AnswerAsync);
        var url = server.Url;
        await server.DisposeAsync();

        var failure = await FailsAsync(() => FindAsync(url));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.EndsWith("connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested && HttpMethods.IsGet(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(new byte[65_536], context.RequestAborted);
            }
        });

        Assert.Contains("longer than 8388608 bytes", (await FailsAsync(() => FindAsync(server.Url))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_no_registry_is_named()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, failures: int.MaxValue, 418, retryAfter: ""));

        Assert.EndsWith("is this the address of a registry?", (await FailsAsync(() => FindAsync(server.Url))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_is_not_a_failure_of_the_registry()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = new RegistryClient(new RegistryOptions { Url = server.Url, Limits = new HttpLimits { Attempt = LongAttempt } }, Time);
        using var cancelled = new CancellationTokenSource();

        var find = client.FindAsync(Image, cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find);
    }

    [Fact]
    public void A_URL_with_a_password_is_refused() =>
        Assert.Throws<ArgumentException>(() => new RegistryClient(new RegistryOptions { Url = new Uri("https://ci:secret@registry.example.com") }, Time));

    Task AnswerAsync(HttpContext context, int failures, int status, string retryAfter)
    {
        if (Interlocked.Increment(ref requests) > failures)
        {
            return images.AnswerAsync(context);
        }

        context.Response.StatusCode = status;
        if (retryAfter.Length > 0)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.CompletedTask;
    }
}
