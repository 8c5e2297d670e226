namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>Sends requests and reads answers. One thread uses it.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>Opens connections before the load begins, as many as are asked for or can be had. What goes wrong is found again by the requests.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="count">How many.</param>
    void Open(Uri target, int count);

    /// <summary>Begins an exchange, and sets when it was; false when no connection is free.</summary>
    bool TryBegin(Exchange exchange);

    /// <summary>Waits until an exchange has ended.</summary>
    /// <param name="atMost">The longest wait; zero or less for none.</param>
    /// <param name="ended">Gets those that have ended, with answer or trouble.</param>
    void Wait(TimeSpan atMost, List<Exchange> ended);

    /// <summary>Gives up what has not ended by its deadline.</summary>
    /// <param name="now">The time.</param>
    void Expire(TimeSpan now);
}
