namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>What is measured of one of a script's requests: response time, service time, and the generator's lag.</summary>
internal sealed class Meter
{
    /// <summary>From when a request was due to the end of its answer.</summary>
    public Times Response { get; } = new();

    /// <summary>From when it was sent.</summary>
    public Times Service { get; } = new();

    /// <summary>How late the generator was.</summary>
    public Times Lag { get; } = new();

    /// <summary>Requests that ended.</summary>
    public long Ended { get; private set; }

    /// <summary>Those of them that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Adds a request; one without an answer has no times.</summary>
    public void Add(EndedRequest request, bool failed)
    {
        Ended++;
        Failed += failed ? 1 : 0;
        Lag.Add(request.Lag);
        if (request.IsAnswered)
        {
            Response.Add(request.Response);
            Service.Add(request.Service);
        }
    }

    /// <summary>Adds what another one has.</summary>
    public void Add(Meter other)
    {
        Ended += other.Ended;
        Failed += other.Failed;
        Response.Add(other.Response);
        Service.Add(other.Service);
        Lag.Add(other.Lag);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        (Ended, Failed) = (0, 0);
        Response.Clear();
        Service.Clear();
        Lag.Clear();
    }
}
