using System.Collections.Concurrent;
using System.Globalization;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>Chooses which requests to the API go wrong: the n-th request for the same thing always in the same way.</summary>
internal sealed class FaultyApi(Cluster cluster, ScenarioState scenario)
{
    readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>The fault of a request, or null; holds the request up when that is its fault.</summary>
    public async Task<ApiFault?> ChooseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Helm repeats nothing by itself, so it would only show how helm fails; charts have a scenario of their own.
        if (scenario.Current.Api is not { } faults || request.Headers.UserAgent.ToString().StartsWith("Helm/", StringComparison.Ordinal))
        {
            return null;
        }

        var (draw, coin) = Draw(faults, "request", request);
        if ((draw -= faults.TooManyRequests) < 0)
        {
            return new(Rejection.TooManyRequests(), false);
        }

        if ((draw -= faults.InternalErrors) < 0)
        {
            var isWrite = !HttpMethods.IsGet(request.Method);
            return new(Rejection.InternalError("etcdserver: request timed out"), isWrite && coin < 0.5);
        }

        if ((draw -= faults.Unavailable) < 0)
        {
            return new(Rejection.Unavailable(), false);
        }

        if (draw - faults.Hangs < 0)
        {
            await cluster.Clock.DelayAsync(faults.Hang, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>When a watch will be cut.</summary>
    public WatchLimits LimitWatch(HttpRequest request)
    {
        if (scenario.Current.Api is not { } faults)
        {
            return WatchLimits.None;
        }

        var (draw, size) = Draw(faults, "watch", request);
        if ((draw -= faults.ExpiredWatches) < 0)
        {
            return WatchLimits.None with { IsExpired = true };
        }

        return draw < faults.CutWatches ? new(1 + (int)(size * 6), TimeSpan.FromSeconds(1 + (size * 4)), false) : WatchLimits.None;
    }

    (double Draw, double Second) Draw(ApiFaults faults, string what, HttpRequest request)
    {
        var subject = $"{faults.Seed.ToString(CultureInfo.InvariantCulture)}/{cluster.Name}/{what}/{request.Method}/{request.Path}";
        var count = counts.AddOrUpdate(subject, 1, (_, n) => n + 1).ToString(CultureInfo.InvariantCulture);
        return (Chance.Fraction($"{subject}/{count}"), Chance.Fraction($"{subject}/{count}/second"));
    }
}

/// <summary>One request that goes wrong.</summary>
/// <param name="Rejection">What is answered.</param>
/// <param name="IsApplied">Whether the request takes effect all the same.</param>
internal sealed record ApiFault(Rejection Rejection, bool IsApplied);
