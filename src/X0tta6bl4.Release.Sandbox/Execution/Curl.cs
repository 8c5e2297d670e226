using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>curl inside a container: it reaches the container's own server on localhost, and nothing else.</summary>
internal sealed class Curl(JsonObject pod, ContainerRun container)
{
    const int BadUsage = 2;
    const int CannotResolve = 6;
    const int CannotConnect = 7;
    const int HttpError = 22;
    const int TimedOut = 28;

    public CommandOutcome Run(string[] words)
    {
        var arguments = CurlArguments.Parse(words);
        if (arguments.Problem is not null)
        {
            return Failed(arguments, BadUsage, arguments.Problem);
        }

        var text = arguments.Url!.Contains("://", StringComparison.Ordinal) ? arguments.Url : $"http://{arguments.Url}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return Failed(arguments, 3, $"URL using bad/illegal format: {arguments.Url}");
        }

        if (url.Host is not ("localhost" or "127.0.0.1") && url.Host != pod.Text("status", "podIP"))
        {
            return Failed(arguments, CannotResolve, $"Could not resolve host: {url.Host}");
        }

        var spec = pod.Items("spec", "containers").FirstOrDefault(c => c.Text("name") == container.Name) ?? [];
        if (container.Image is not { } image || !OpenPorts.Contain(image, spec, url.Port))
        {
            return Failed(arguments, CannotConnect, $"Failed to connect to {url.Host} port {url.Port.ToString(CultureInfo.InvariantCulture)}: Connection refused");
        }

        return Ask(arguments, url, image);
    }

    CommandOutcome Ask(CurlArguments arguments, Uri url, Image image)
    {
        var method = arguments['X'] ?? (arguments.Has('d') ? "POST" : "GET");
        var answer = SimulatedApp.Answer(image, pod.Name(), method, url.AbsolutePath, 1);
        if (double.TryParse(arguments['m'], CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && answer.Latency.TotalSeconds > seconds)
        {
            return Failed(arguments, TimedOut, $"Operation timed out after {arguments['m']} s") with { Duration = TimeSpan.FromSeconds(seconds) };
        }

        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        var written = (arguments['w'] ?? "").Replace("%{http_code}", status, StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
        if (arguments.Has('f') && answer.Status >= 400)
        {
            return Failed(arguments, HttpError, $"The requested URL returned error: {status}") with { Output = written, Duration = answer.Latency };
        }

        return new(0, (arguments.Has('o') ? "" : Wire.Text(answer.Body) + "\n") + written, "") { Duration = answer.Latency };
    }

    static CommandOutcome Failed(CurlArguments arguments, int code, string message) =>
        new(code, "", arguments.Has('s') && !arguments.Has('S') ? "" : $"curl: ({code.ToString(CultureInfo.InvariantCulture)}) {message}\n");
}
