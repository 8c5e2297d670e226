using X0tta6bl4.Release.Integrations.Metrics;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Metrics;

/// <summary>As whom a Prometheus is asked.</summary>
public sealed class LoginTests : PrometheusTest
{
    const string Word = "correct-horse-battery";

    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData(Word + "\n", null, null, "Bearer " + Word)]
    [InlineData(Word, "ci", "other", "Bearer " + Word)]
    [InlineData(null, "ci", Word, "Basic Y2k6Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5")]
    [InlineData(null, "ci", null, "Basic Y2k6")]
    public async Task Credentials_are_sent_along(string? bearer, string? user, string? password, string authorization)
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, 200, Vector("")));

        await QueryAsync(Options(server.Url, bearer, user, password));

        Assert.Equal(authorization, Assert.Single(server.Requests).Authorization);
    }

    [Theory]
    [InlineData(401, null, null, "denies anonymous access (401 Unauthorized)")]
    [InlineData(403, Word, null, "denies the bearer token (403 Forbidden)")]
    [InlineData(401, null, "ci", "denies user 'ci' (401 Unauthorized)")]
    public async Task A_denial_says_who_was_denied_and_no_secret(int status, string? bearer, string? user, string message)
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, status, ""));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(Options(server.Url, bearer, user, Word)));

        Assert.Equal(AccessFailure.Denied, failure.Kind);
        Assert.EndsWith(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Word, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_do_not_travel_over_plain_http()
    {
        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(Options(new Uri("http://prometheus.example.com"), Word, null, null)));

        Assert.Equal((AccessFailure.Denied, "http://prometheus.example.com is asked over plain http; credentials are sent over https only"), (failure.Kind, failure.Message));
    }

    static PrometheusOptions Options(Uri url, string? bearer, string? user, string? password) =>
        new() { Url = url, Bearer = bearer is null ? null : new Secret(bearer), UserName = user, Password = password is null ? null : new Secret(password) };
}
