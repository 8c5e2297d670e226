namespace X0tta6bl4.Release.LoadTesting.Tests.Artillery;

/// <summary>The load generator asks what Artillery asks.</summary>
public sealed class SameRequestsTests
{
    /// <summary>Names the command of Artillery that records anew.</summary>
    const string Recorder = "ARTILLERY_RECORD";

    public static TheoryData<string> Ordered => [.. ArtilleryCase.Ordered.Select(known => known.Name)];

    /// <summary>Shares of all users, by the beginning of a request that only they send.</summary>
    public static TheoryData<string, string, double> Shares => new()
    {
        { "20-weights", "GET /most\n", 0.7 },
        { "20-weights", "GET /some\n", 0.2 },
        { "20-weights", "GET /few\n", 0.1 },
        { "load-test-api-gateway", "GET /api/v1/quantum/keys\n  accept-encoding: gzip, deflate, br\n  user-agent:", 0.8 },
        { "load-test-api-gateway", "POST /api/v1/auth/login\n", 0.1 },
        { "load-test-api-gateway", "GET /health\n", 0.1 },
        { "load-test-quantum", "POST /api/v1/quantum/compute\n", 1 },
    };

    [Theory]
    [MemberData(nameof(Ordered))]
    public async Task Scripts_in_order_send_the_same_requests_in_the_same_order(string name)
    {
        var known = ArtilleryCase.Ordered.Single(known => known.Name == name);

        Assert.Equal(known.Recorded, await known.RunAsync(duration: null));
    }

    [Theory]
    [InlineData("20-weights")]
    [InlineData("load-test-api-gateway")]
    [InlineData("load-test-quantum")]
    public async Task Scripts_of_many_users_send_the_same_requests_as_often_as_chance_allows(string name)
    {
        var known = ArtilleryCase.Weighted.Single(known => known.Name == name);

        var ours = await known.RunAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(known.RecordedCounts.Keys, ours.Distinct().Order(StringComparer.Ordinal));
        var shares = Shares.Where(row => row.Data.Item1 == name).Select(row => (Begin: row.Data.Item2, Share: row.Data.Item3)).ToArray();
        foreach (var count in new Func<string, int>[] { begin => ours.Count(Begins(begin)), begin => known.RecordedCounts.Where(pair => Begins(begin)(pair.Key)).Sum(pair => pair.Value) })
        {
            var users = shares.Sum(share => count(share.Begin));
            Assert.All(shares, share => Within(share.Share, users, count(share.Begin)));
        }
    }

    [Fact]
    public async Task Records_anew()
    {
        var artillery = Environment.GetEnvironmentVariable(Recorder) ?? "";
        Assert.SkipWhen(artillery.Length == 0, $"{Recorder} names no command of Artillery, so nothing is recorded");
        foreach (var known in ArtilleryCase.Ordered.Concat(ArtilleryCase.Weighted))
        {
            await known.RecordAsync(artillery);
        }
    }

    static Func<string, bool> Begins(string begin) => request => request.StartsWith(begin, StringComparison.Ordinal);

    // 99 of 100 samples of a binomial distribution lie there, by the normal one.
    static void Within(double share, int users, int count)
    {
        var bound = 2.576 * Math.Sqrt(users * share * (1 - share)) + 0.5;
        Assert.InRange(count, (users * share) - bound, (users * share) + bound);
    }
}
