using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>A request on its way, with its times from the start of the load. Used again and again.</summary>
internal sealed class Exchange
{
    /// <summary>The request.</summary>
    public OutgoingRequest Request { get; set; } = null!;

    /// <summary>Whose it is.</summary>
    public Visit Visit { get; set; } = null!;

    /// <summary>When it was due.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>When the generator noticed.</summary>
    public TimeSpan Noticed { get; set; }

    /// <summary>Until when its answer must be there.</summary>
    public TimeSpan Deadline { get; set; }

    /// <summary>When it was given to a connection.</summary>
    public TimeSpan Begun { get; set; }

    /// <summary>Since when that connection had been free.</summary>
    public TimeSpan FreeSince { get; set; }

    /// <summary>When the answer's end was read, or the failure seen.</summary>
    public TimeSpan Ended { get; set; }

    /// <summary>The answer; nothing when there was none.</summary>
    public Answer Answer { get; set; }

    /// <summary>Why there was no whole answer, in a few words; null when there was one.</summary>
    public string? Trouble { get; set; }

    /// <summary>True when it was sent once more, because the connection had been ended before.</summary>
    public bool WasRepeated { get; set; }

    /// <summary>What a transport keeps with it.</summary>
    public object? Carrier { get; set; }

    /// <summary>From when it was due to the end of the answer: what a user feels.</summary>
    public TimeSpan ResponseTime => Ended - Due;

    /// <summary>What is measured of it. Waiting for a connection is the service's doing, and no part of how late the generator was.</summary>
    public EndedRequest Measured => new(
        Request.Step,
        Trouble is null ? Answer.Status : 0,
        ResponseTime,
        Ended - Begun,
        Noticed - Due + (Begun - (Noticed > FreeSince ? Noticed : FreeSince)));
}
