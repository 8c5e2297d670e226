using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.Benchmarks.Loads;

/// <summary>What the load generator makes of a server that stands still for two seconds of every ten: of requests at a fixed rate a fifth waits, evenly
/// from none to two seconds, so 99 % are answered within 1,900 ms, and the longest takes 2,000.</summary>
static class AgainstStalls
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Going = TimeSpan.FromSeconds(8);

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        var seen = await RunAsync();
        var response = seen.Total.Response;
        yield return Line.OfRuns("load on a server that stalls: p50", [response.P50.TotalMilliseconds], "ms", 5);
        yield return Line.OfRuns("its p99 beside 1,900 ms, apart", [Math.Abs(response.P99.TotalMilliseconds - 1900)], "ms", 19);
        yield return Line.OfRuns("its longest beside 2,000 ms, apart", [Math.Abs(response.Max.TotalMilliseconds - 2000)], "ms", 20);
        yield return Line.OfRuns("requests of it that failed", [seen.Total.Failed], "", 0);
    }

    static async Task<LoadReport> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        var began = Stopwatch.GetTimestamp();
        application.Run(async context =>
        {
            var phase = TimeSpan.FromTicks(Stopwatch.GetElapsedTime(began).Ticks % Period.Ticks);
            if (phase >= Going)
            {
                await Task.Delay(Period - phase);
            }

            await context.Response.WriteAsync("hello world");
        });
        await application.StartAsync();
        // 58 s count, so that warm-up and load are six periods.
        return await Generated.RunAsync(new Uri(application.Urls.Single()), 200, 58);
    }
}
