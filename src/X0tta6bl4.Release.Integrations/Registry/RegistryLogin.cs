using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Registry;

/// <summary>Answers a registry's challenges, and remembers what it got for each repository until that expires.</summary>
/// <param name="options">Registry and credentials.</param>
/// <param name="sender">Asks the token server.</param>
/// <param name="time">Tells when a token has expired.</param>
internal sealed class RegistryLogin(RegistryOptions options, RepeatingSender sender, TimeProvider time)
{
    // A token that ends while a request is on its way is of no use.
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<string, (AuthenticationHeaderValue Header, DateTimeOffset Expires)> remembered = new(StringComparer.Ordinal);

    string Subject => options.Url.GetLeftPart(UriPartial.Authority);

    /// <summary>What to send along for a repository; null for nothing.</summary>
    public AuthenticationHeaderValue? For(string repository) =>
        remembered.TryGetValue(repository, out var login) && login.Expires > time.GetUtcNow() ? login.Header : null;

    /// <summary>Answers the challenge of a 401.</summary>
    /// <exception cref="EstateAccessException">There is nothing to answer it with, or the token server refuses.</exception>
    public async Task AnswerAsync(HttpAnswer refusal, string repository, CancellationToken cancellationToken)
    {
        remembered[repository] = Challenge.Choose(refusal.Challenges) switch
        {
            { Scheme: "bearer" } bearer => await FetchTokenAsync(bearer, repository, cancellationToken).ConfigureAwait(false),
            { Scheme: "basic" } => (Basic(options.Url), DateTimeOffset.MaxValue),
            _ => throw Denied($"{Subject} wants to be authenticated to (401) but names neither Bearer nor Basic"),
        };
    }

    /// <summary>The error of a refusal that no answer changed.</summary>
    public EstateAccessException Refused(string repository, HttpAnswer answer) => Denied(
        $"{Subject} denies {(options.UserName is { } user ? $"user '{user}'" : "anonymous access")} the repository {repository} ({answer.StatusLine}), or it does not exist");

    static bool IsPrivate(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.IsLoopback;

    async Task<(AuthenticationHeaderValue, DateTimeOffset)> FetchTokenAsync(Challenge challenge, string repository, CancellationToken cancellationToken)
    {
        var url = TokenUrl(challenge, repository);
        var login = options.Password is null ? null : Basic(url);
        var answer = await sender.SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, url);
                request.Headers.Authorization = login;
                return request;
            },
            url.GetLeftPart(UriPartial.Authority),
            cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            var who = options.UserName is { } user ? $"user '{user}'" : "an anonymous user";
            throw new EstateAccessException(
                answer.IsTransient ? AccessFailure.Unreachable : AccessFailure.Denied,
                Subject,
                $"the token server {url.GetLeftPart(UriPartial.Path)} of {Subject} gives {who} no token for {repository}: {answer.StatusLine}");
        }

        var (token, seconds) = ReadToken(answer) ?? throw Denied($"the token server {url.GetLeftPart(UriPartial.Path)} of {Subject} answered without a token");
        return (new AuthenticationHeaderValue("Bearer", token), time.GetUtcNow() + TimeSpan.FromSeconds(seconds) - Margin);
    }

    Uri TokenUrl(Challenge challenge, string repository)
    {
        if (!Uri.TryCreate(challenge.Of("realm"), UriKind.Absolute, out var realm) || realm.Scheme is not ("https" or "http") || realm.UserInfo.Length > 0)
        {
            throw Denied($"{Subject} names no usable token server (realm '{challenge.Of("realm")}')");
        }

        var scope = challenge.Of("scope") is { Length: > 0 } given ? given : $"repository:{repository}:pull";
        var query = $"service={Uri.EscapeDataString(challenge.Of("service"))}&scope={Uri.EscapeDataString(scope)}";
        return new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query }.Uri;
    }

    AuthenticationHeaderValue Basic(Uri target)
    {
        if (options.UserName is null || options.Password is null)
        {
            throw Denied($"{Subject} wants a user name and password (401), and the runbook's registry has no credentials");
        }

        if (!IsPrivate(target))
        {
            throw Denied($"{target.GetLeftPart(UriPartial.Authority)} is asked over plain http; credentials are sent over https only");
        }

        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.UserName}:{options.Password.Reveal()}")));
    }

    static (string Token, double Seconds)? ReadToken(HttpAnswer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body.AsMemory());
            if ((Text(json.RootElement, "token") ?? Text(json.RootElement, "access_token")) is not { } token)
            {
                return null;
            }

            // Without expires_in a token lives for a minute, says the distribution's token specification.
            var lives = json.RootElement.TryGetProperty("expires_in", out var expires) && expires.ValueKind == JsonValueKind.Number ? expires.GetDouble() : 60;
            return (token, Math.Clamp(lives, 60, 86_400));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
        && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? text : null;

    EstateAccessException Denied(string message) => new(AccessFailure.Denied, Subject, message);
}
