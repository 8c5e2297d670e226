using System.Net;
using System.Net.Http.Headers;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Registry;

/// <summary>Requests to one registry: authenticated as it wants, redirects followed without taking credentials along.</summary>
/// <param name="options">Registry and credentials.</param>
/// <param name="sender">Sends the requests.</param>
/// <param name="login">Answers challenges.</param>
internal sealed class RegistrySession(RegistryOptions options, RepeatingSender sender, RegistryLogin login)
{
    const int MostRedirects = 5;

    string Subject => options.Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Asks for something below <c>/v2/</c>.</summary>
    /// <returns>The answer; null when the registry does not have it.</returns>
    /// <exception cref="EstateAccessException">The registry cannot be reached, denies access or answers strangely.</exception>
    public async Task<HttpAnswer?> AskAsync(HttpMethod method, string repository, string path, CancellationToken cancellationToken)
    {
        var url = new Uri($"{options.Url.AbsoluteUri.TrimEnd('/')}/v2/{repository}/{path}");
        var answer = await SendAsync(method, url, login.For(repository), cancellationToken).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            await login.AnswerAsync(answer, repository, cancellationToken).ConfigureAwait(false);
            answer = await SendAsync(method, url, login.For(repository), cancellationToken).ConfigureAwait(false);
        }

        answer = await FollowAsync(method, repository, url, answer, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            { IsSuccess: true } => answer,
            { Status: HttpStatusCode.NotFound } => null,
            { Status: HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented } when method == HttpMethod.Head => answer,
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => throw login.Refused(repository, answer),
            { IsTransient: true } => throw new EstateAccessException(AccessFailure.Unreachable, Subject, $"{Subject} keeps answering {answer.StatusLine} to {method} {url.AbsolutePath}"),
            _ => throw new EstateAccessException(AccessFailure.Unknown, Subject, $"{Subject} answered {answer.StatusLine} to {method} {url.AbsolutePath}; is this the address of a registry?"),
        };
    }

    async Task<HttpAnswer> FollowAsync(HttpMethod method, string repository, Uri url, HttpAnswer answer, CancellationToken cancellationToken)
    {
        for (var redirects = 0; answer.IsRedirect && answer.Location is { } target; redirects++)
        {
            if (redirects == MostRedirects)
            {
                throw new EstateAccessException(AccessFailure.Unknown, Subject, $"{Subject} redirects {url.AbsolutePath} more than {MostRedirects} times");
            }

            if (target.Scheme != Uri.UriSchemeHttps && (target.Scheme != Uri.UriSchemeHttp || url.Scheme != Uri.UriSchemeHttp))
            {
                throw new EstateAccessException(AccessFailure.Unknown, Subject, $"{Subject} redirects {url.AbsolutePath} to {target.Scheme}://{target.Authority}; from https only https is followed");
            }

            // Storage behind a registry has its own signed addresses; the registry's credentials are none of its business.
            var home = target.Scheme == url.Scheme && target.Authority == url.Authority;
            answer = await SendAsync(method, target, home ? login.For(repository) : null, cancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    Task<HttpAnswer> SendAsync(HttpMethod method, Uri url, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken) =>
        sender.SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(method, url);
                request.Headers.Authorization = authorization;
                foreach (var type in MediaTypes.Manifests)
                {
                    request.Headers.Accept.ParseAdd(type);
                }

                request.Headers.Accept.ParseAdd("*/*;q=0.1");
                return request;
            },
            url.GetLeftPart(UriPartial.Authority),
            cancellationToken);
}
