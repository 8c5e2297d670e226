using System.Globalization;
using Prometheus;

namespace X0tta6bl4.Release.SampleService;

/// <summary>The routes of the platform's services that releases, checks and load tests ask for, with the metrics that gates ask for.</summary>
static class Service
{
    static readonly string[] Business = ["/", "/version", "/api/v1/cultural/analyze", "/api/v1/auth/login", "/api/v1/quantum/keys"];

    static readonly Counter Requests = Metrics.CreateCounter("http_requests_total", "Answered requests.", "method", "path", "status");
    static readonly Histogram Durations = Metrics.CreateHistogram("http_request_duration_seconds", "Time to answer.", ["method", "path"]);

    /// <summary>Serves until the process is asked to end, and then for the time of <see cref="Settings.Drain"/>.</summary>
    public static async Task RunAsync(Settings settings)
    {
        // Nobody asks for the runtime's own counters, which cost more than all that a pod does otherwise.
        Metrics.SuppressDefaultMetrics();
        var builder = WebApplication.CreateSlimBuilder();
        // Says where it listens, and nothing of each request.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.WebHost.UseUrls($"http://*:{settings.Port}");
        var readiness = new Readiness(settings, TimeProvider.System);
        builder.Services.AddHostedService(_ => readiness);

        await using var app = builder.Build();
        app.MapGet("/health", context => context.Response.WriteAsync("ok"));
        app.MapGet("/ready", context =>
        {
            context.Response.StatusCode = readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.MapMetrics();
        var answer = Answering(settings);
        foreach (var path in Business)
        {
            app.MapGet(path, answer);
        }

        app.MapPost("/api/v1/quantum/compute", answer);
        await app.RunAsync();
    }

    static RequestDelegate Answering(Settings settings)
    {
        var number = 0L;
        return async context =>
        {
            var (method, path) = (context.Request.Method, context.Request.Path.Value!);
            using (Durations.WithLabels(method, path).NewTimer())
            {
                if (settings.Mode is Mode.Slow slow)
                {
                    await Task.Delay(slow.By, TimeProvider.System, context.RequestAborted);
                }

                // Spread evenly: of any hundred requests in a row so many fail, and never all of them at once.
                var turn = Interlocked.Increment(ref number);
                var fails = settings.Mode is Mode.Errors errors && turn * errors.Percent % 100 < errors.Percent;
                context.Response.StatusCode = fails ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
                await context.Response.WriteAsJsonAsync(new Answer(settings.Version, path), SampleJson.Default.Answer);
            }

            Requests.WithLabels(method, path, context.Response.StatusCode.ToString(CultureInfo.InvariantCulture)).Inc();
        };
    }
}
