using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace X0tta6bl4.Release.Benchmarks.Loads;

/// <summary>An nginx on loopback, with one worker on the machine's last processor, which notes when each request came.</summary>
sealed class Nginx : IAsyncDisposable
{
    readonly Process process;
    readonly string folder;

    Nginx(Process process, string folder, Uri url) => (this.process, this.folder, Url) = (process, folder, url);

    public Uri Url { get; }

    /// <summary>Where it is installed; null when it is not.</summary>
    public static string? Program => new[] { "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx" }.FirstOrDefault(File.Exists);

    public static async Task<Nginx> StartAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("nginx-").FullName;
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            worker_processes 1; daemon off; pid {{folder}}/pid; error_log {{folder}}/error.log;
            events { worker_connections 4096; }
            http {
              keepalive_requests 100000000; keepalive_timeout 300s;
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              log_format time '$msec'; access_log {{folder}}/access.log time buffer=1m;
              server { listen 127.0.0.1:{{port}} backlog=4096; location / { return 200 "hello world\n"; } }
            }
            """);
        var start = new ProcessStartInfo("taskset", ["-c", Processors.Last, program, "-c", Path.Combine(folder, "nginx.conf"), "-p", folder]) { RedirectStandardError = true };
        var process = Process.Start(start)!;
        var url = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                await client.GetStringAsync(url);
                return new Nginx(process, folder, url);
            }
            catch (HttpRequestException) when (tries < 100)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>When each request came, in seconds; the server has ended.</summary>
    public async Task<double[]> EndAsync()
    {
        // SIGQUIT lets it write what it has.
        using (var quit = Process.Start("kill", ["-QUIT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await quit.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        return [.. (await File.ReadAllLinesAsync(Path.Combine(folder, "access.log"))).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
