using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>A short load from this process to itself. It makes the runtime compile the way of a request: otherwise the first requests that count would be late by it.</summary>
internal static class DryRun
{
    const string Script = """
        config: { target: http://127.0.0.1, phases: [{ duration: 1, arrivalCount: 100 }], variables: { name: [anna, boris] }, ensure: { thresholds: [{ http.response_time.p95: 500 }] } }
        scenarios:
          - flow:
              - get: { url: "/users/{{ name }}", headers: { X-Name: "{{ name }}" }, capture: { json: $.id, as: id }, expect: [{ statusCode: 200 }, { hasProperty: id }] }
              - loop: [{ post: { url: "/orders?user={{ id }}", json: { item: "{{ $loopCount }}", text: "{{ $randomString(5) }}" }, expect: [{ statusCode: 200 }] } }]
                count: 2
        """;

    static readonly TimeSpan Length = TimeSpan.FromMilliseconds(300);

    /// <summary>Long enough for everybody's answers; nothing hangs on its end.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Runs it.</summary>
    /// <param name="isGeneral">True for .NET's client, as a target of https needs it; false for sockets of our own.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Chance.</param>
    /// <returns>How many requests were answered well; 0 when the time was over first.</returns>
    public static long Run(bool isGeneral, TimeProvider time, Random random)
    {
        using var self = new EchoServer();
        using var late = new CancellationTokenSource(Limit, time);
        var script = new ScriptOrder(Script, "dry-run.yaml", self.Url.AbsoluteUri, null, ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty, Length);
        try
        {
            var seen = (OrderedLoad.Of(new LoadOrder { Script = script, Connections = 4 }, time, random) with { IsGeneral = isGeneral }).Run(_ => { }, late.Token);
            return seen.Total.Ended - seen.Total.Failed;
        }
        catch (OperationCanceledException)
        {
            // A machine that is so slow has compiled what it could.
            return 0;
        }
    }
}
