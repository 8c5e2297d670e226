using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>One HTTP request that a virtual user wants sent. A request that is the same for every user is one instance, so that a transport
/// can keep what it made of it.</summary>
internal sealed class OutgoingRequest
{
    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Absolute URL, http or https.</summary>
    public required Uri Url { get; init; }

    /// <summary>Headers in the order in which they are sent, without Host, Content-Length, Transfer-Encoding and Connection, which are the transport's.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>True when the user reads headers of the answer. Those of a redirect (3xx) are always read.</summary>
    public bool WantsHeaders { get; init; }

    /// <summary>True when the user reads the body of the answer.</summary>
    public bool WantsBody { get; init; }

    /// <summary>Which of the script's requests this is, in the order of the text, for what is measured by request.</summary>
    public required int Step { get; init; }

    /// <summary>What a transport made of it, kept for the next time.</summary>
    public object? Prepared { get; set; }
}
