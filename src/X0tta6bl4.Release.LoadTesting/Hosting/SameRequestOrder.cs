using System.Collections.Immutable;
using System.Text;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>Equal requests.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Absolute URL.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">Body; null for none.</param>
/// <param name="Status">Status of a good answer.</param>
/// <param name="RatePerSecond">Requests a second.</param>
/// <param name="Duration">How long.</param>
/// <param name="WarmUp">Time before that, which is not counted.</param>
/// <param name="Timeout">Limit for one answer, from when its request was due.</param>
internal sealed record SameRequestOrder(
    string Method, Uri Url, ImmutableSortedDictionary<string, string> Headers, string? Body, int Status, double RatePerSecond, TimeSpan Duration, TimeSpan WarmUp, TimeSpan Timeout)
{
    const string UserAgent = "x0tta6bl4-release";

    /// <summary>The order for a profile.</summary>
    public static SameRequestOrder Of(LoadProfile profile) => new(
        profile.Call.Method.Method, profile.Call.Url, profile.Call.Headers, profile.Call.Body, profile.Status, profile.RatePerSecond, profile.Duration, profile.WarmUp, profile.Timeout);

    /// <summary>Warm-up and load.</summary>
    public IEnumerable<ArrivalPhase> Phases()
    {
        if (WarmUp > TimeSpan.Zero)
        {
            yield return new ArrivalPhase { Length = WarmUp, From = RatePerSecond, To = RatePerSecond, WarmUp = true };
        }

        yield return new ArrivalPhase { Length = Duration, From = RatePerSecond, To = RatePerSecond };
    }

    /// <summary>The request: what the order does not say itself (User-Agent, the type of its body) has a default.</summary>
    public OutgoingRequest Request()
    {
        var headers = Headers.ToList();
        Default("User-Agent", UserAgent);
        if (Body is not null)
        {
            Default("Content-Type", "application/json");
        }

        return new OutgoingRequest { Method = Method, Url = Url, Headers = [.. headers], Body = Body is { } text ? Encoding.UTF8.GetBytes(text) : null, Step = 0 };

        void Default(string name, string value)
        {
            if (!headers.Exists(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                headers.Add(new(name, value));
            }
        }
    }
}
