using System.Text;
using Microsoft.AspNetCore.Http;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Integrations.Registry;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Registry;

public sealed class LoginTests : RegistryTest
{
    static readonly string BasicHeader = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"ci:{Password}"))}";

    readonly FakeImages images = new();

    public LoginTests() => images.AddImage(FakeImages.OciManifest, "linux/amd64", "2.3.1");

    [Fact]
    public async Task Basic_credentials_are_sent_only_after_the_registry_asked_for_them()
    {
        await using var server = await LoopbackServer.StartAsync(context => GuardAsync(context, BasicHeader, "Basic realm=\"registry\""));

        Assert.NotNull(await FindWithPasswordAsync(server.Url));

        Assert.Equal(["", BasicHeader], server.Requests.Take(2).Select(request => request.Authorization));
    }

    [Theory]
    [InlineData("ci")]
    [InlineData(null)]
    public async Task A_token_is_fetched_once_for_all_requests(string? user)
    {
        await using var tokens = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("""{"token":"t-1","expires_in":300}"""));
        await using var server = await LoopbackServer.StartAsync(context => GuardAsync(
            context, "Bearer t-1", $"Bearer realm=\"{tokens.Url}token?account=a\",service=\"registry.example.com\",scope=\"repository:{FakeImages.Repository}:pull\""));

        Assert.NotNull(await (user is null ? FindAsync(server.Url) : FindWithPasswordAsync(server.Url)));

        var (line, authorization, agent) = Assert.Single(tokens.Requests);
        Assert.Equal("GET /token?account=a&service=registry.example.com&scope=repository%3Ax0tta6bl4%2Fapi-gateway%3Apull", line);
        Assert.Equal(user is null ? "" : BasicHeader, authorization);
        Assert.Equal("x0tta6bl4-release", agent);
        Assert.DoesNotContain(server.Requests, request => request.Authorization.StartsWith("Basic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_expired_token_is_fetched_anew()
    {
        await using var tokens = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("""{"access_token":"t-1","expires_in":300}"""));
        await using var server = await LoopbackServer.StartAsync(context => GuardAsync(context, "Bearer t-1", $"Bearer realm=\"{tokens.Url}\",service=\"s\""));
        using var client = new RegistryClient(new RegistryOptions { Url = server.Url, Limits = new HttpLimits { Attempt = LongAttempt } }, Time);

        await client.FindAsync(Image, TestContext.Current.CancellationToken);
        Time.Advance(TimeSpan.FromSeconds(280));
        await client.FindAsync(Image, TestContext.Current.CancellationToken);
        Assert.Single(tokens.Requests);
        Time.Advance(TimeSpan.FromSeconds(20));
        await client.FindAsync(Image, TestContext.Current.CancellationToken);

        Assert.Equal(2, tokens.Requests.Count);
    }

    [Fact]
    public async Task Credentials_do_not_follow_a_redirect_to_another_host()
    {
        await using var storage = await LoopbackServer.StartAsync(images.AnswerAsync);
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal))
            {
                context.Response.Redirect(new Uri(storage.Url, context.Request.Path).AbsoluteUri, permanent: false, preserveMethod: true);
                return Task.CompletedTask;
            }

            return GuardAsync(context, BasicHeader, "Basic realm=\"r\"");
        });

        Assert.Equal("linux/amd64", (await FindWithPasswordAsync(server.Url))!.Platforms.Single().Platform);

        Assert.Equal("", Assert.Single(storage.Requests).Authorization);
    }

    [Fact]
    public async Task Endless_redirects_end()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect(context.Request.Path);
            return Task.CompletedTask;
        });

        Assert.Contains("more than 5 times", (await FailsAsync(() => FindAsync(server.Url))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic realm=\"r\"", "has no credentials")]
    [InlineData("Negotiate", "names neither Bearer nor Basic")]
    [InlineData("Bearer service=\"s\"", "names no usable token server")]
    [InlineData("Bearer realm=\"file:///etc/passwd\"", "names no usable token server")]
    public async Task A_challenge_that_cannot_be_answered_is_a_denial_that_says_why(string challenge, string why)
    {
        await using var server = await LoopbackServer.StartAsync(context => GuardAsync(context, "nothing", challenge));

        var failure = await FailsAsync(() => FindAsync(server.Url));

        Assert.Equal(AccessFailure.Denied, failure.Kind);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_are_never_sent_to_a_token_server_over_plain_http()
    {
        await using var server = await LoopbackServer.StartAsync(context => GuardAsync(context, "nothing", "Bearer realm=\"http://tokens.example.com/\",service=\"s\""));

        Assert.Contains("over https only", (await FailsAsync(() => FindWithPasswordAsync(server.Url))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_credentials_name_the_user_and_not_the_password()
    {
        await using var server = await LoopbackServer.StartAsync(context => GuardAsync(context, "Basic other", "Basic realm=\"r\""));

        var failure = await FailsAsync(() => FindWithPasswordAsync(server.Url));

        Assert.Equal(AccessFailure.Denied, failure.Kind);
        Assert.Contains("denies user 'ci' the repository x0tta6bl4/api-gateway (401 Unauthorized)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "{}", "gives an anonymous user no token")]
    [InlineData(200, "{}", "without a token")]
    [InlineData(200, "[1]", "without a token")]
    [InlineData(200, "not json", "without a token")]
    [InlineData(200, "{\"token\":\"a\\nb\"}", "without a token")]
    public async Task A_token_server_without_a_token_is_a_denial(int status, string body, string why)
    {
        await using var tokens = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        await using var server = await LoopbackServer.StartAsync(context => GuardAsync(context, "Bearer x", $"Bearer realm=\"{tokens.Url}\""));

        var failure = await FailsAsync(() => FindAsync(server.Url));

        Assert.Equal(AccessFailure.Denied, failure.Kind);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    Task GuardAsync(HttpContext context, string authorization, string challenge)
    {
        if (context.Request.Headers.Authorization == authorization)
        {
            return images.AnswerAsync(context);
        }

        context.Response.StatusCode = 401;
        context.Response.Headers.WWWAuthenticate = challenge;
        return Task.CompletedTask;
    }
}
