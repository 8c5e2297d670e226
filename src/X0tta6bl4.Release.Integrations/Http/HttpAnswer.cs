using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;

namespace X0tta6bl4.Release.Integrations.Http;

/// <summary>A response that was read to its end.</summary>
internal sealed record HttpAnswer
{
    /// <summary>Status code.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>Content; empty for HEAD.</summary>
    public required ImmutableArray<byte> Body { get; init; }

    /// <summary>Media type of the content without parameters; empty when the server does not tell.</summary>
    public required string MediaType { get; init; }

    /// <summary>Value of <c>Docker-Content-Digest</c>; empty when there is none.</summary>
    public required string Digest { get; init; }

    /// <summary>Target of a redirect, absolute; null when there is none.</summary>
    public required Uri? Location { get; init; }

    /// <summary>How the server wants to be authenticated to.</summary>
    public required ImmutableArray<AuthenticationHeaderValue> Challenges { get; init; }

    /// <summary>How long the server asks to wait before the next try; null when it does not.</summary>
    public required TimeSpan? RetryAfter { get; init; }

    /// <summary>Status in words: <c>503 Service Unavailable</c>.</summary>
    public string StatusLine => StatusText.Of(Status);

    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>True for a status that says to come back later.</summary>
    public bool IsTransient => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>True for a redirect that keeps the method.</summary>
    public bool IsRedirect => Location is not null && Status is (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect);
}
