using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Targets;

/// <summary>The embedded estate's process: found through its state directory, started when it is not there. It outlives the runner.</summary>
/// <param name="StateDirectory">Where the process keeps its state and says how to reach it.</param>
public sealed record SandboxProcess(string StateDirectory)
{
    /// <summary>How to reach a running sandbox.</summary>
    /// <param name="Kubeconfig">Path of its kubeconfig.</param>
    /// <param name="Registry">Base URL of its registry.</param>
    /// <param name="Endpoints">Base URLs by host name.</param>
    /// <param name="Control">Base URL that takes stop and reset.</param>
    /// <param name="Slack">Webhook of its Slack sink.</param>
    public sealed record Address(string Kubeconfig, Uri Registry, ImmutableSortedDictionary<string, Uri> Endpoints, Uri Control, Uri Slack);

    /// <summary>Program and arguments of the sandbox's own helm command.</summary>
    public static ImmutableArray<string> Helm => [Host, "exec", ProgramPath(), "helm"];

    static string Host => Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    /// <summary>Starts the process, or finds the one that runs.</summary>
    /// <param name="options">Further options of the sandbox, such as <c>--scenario crash-loop-spb</c> or <c>--reset</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="EstateAccessException">It could not be started.</exception>
    public async Task<Address> StartAsync(ImmutableArray<string> options, CancellationToken cancellationToken)
    {
        if (options.IsEmpty && await FindAsync(cancellationToken).ConfigureAwait(false) is { } running)
        {
            return running;
        }

        using var process = Start(["--state", StateDirectory, .. options]);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return line?.StartsWith("ready ", StringComparison.Ordinal) == true
            ? Read(line["ready ".Length..])
            : throw Failed((await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).Trim() is { Length: > 0 } error ? error : line ?? "it ended at once");
    }

    /// <summary>The names of the scenarios that a sandbox knows.</summary>
    public static async Task<ImmutableArray<string>> ScenariosAsync(CancellationToken cancellationToken)
    {
        var list = await ListScenariosAsync(cancellationToken).ConfigureAwait(false);
        return [.. list.Split('\n').Where(line => line.StartsWith(' ')).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];
    }

    /// <summary>The scenarios that a sandbox knows, one a line with its description, below the headings of their groups.</summary>
    public static async Task<string> ListScenariosAsync(CancellationToken cancellationToken)
    {
        using var process = Start(["--list-scenarios"]);
        return await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks a running sandbox to save its state and end.</summary>
    /// <returns>False when none runs.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        return await AskAsync(HttpMethod.Post, "sandbox/stop", cancellationToken).ConfigureAwait(false) is not null;
    }

    // Asking costs a few milliseconds; starting a second process, which would find the first one itself, costs a second.
    Task<Address?> FindAsync(CancellationToken cancellationToken) => AskAsync(HttpMethod.Get, "sandbox/health", cancellationToken);

    async Task<Address?> AskAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var file = Path.Combine(StateDirectory, "estate.json");
        if (!File.Exists(file))
        {
            return null;
        }

        var address = Read(file);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var request = new HttpRequestMessage(method, new Uri(address.Control, path));
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? address : null;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    static Process Start(ImmutableArray<string> arguments)
    {
        var start = new ProcessStartInfo(Host)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "exec", ProgramPath() }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw Failed("its process did not start");
        process.StandardInput.Close();
        return process;
    }

    // The sandbox is compiled beside this program, in a folder of its own: BIN/PROJECT/CONFIGURATION.
    static string ProgramPath()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.FullName, "X0tta6bl4.Release.Sandbox", output.Name, "X0tta6bl4.Release.Sandbox.dll");
    }

    static Address Read(string path)
    {
        var estate = JsonNode.Parse(File.ReadAllText(path))!;
        var endpoints = estate["endpoints"]!.AsObject().ToImmutableSortedDictionary(e => e.Key, e => new Uri((string)e.Value!), StringComparer.Ordinal);
        return new Address((string)estate["kubeconfig"]!, new Uri((string)estate["registry"]!), endpoints, Slashed((string)estate["control"]!), new Uri((string)estate["slack"]!));
    }

    static Uri Slashed(string url) => new(url.TrimEnd('/') + "/");

    static EstateAccessException Failed(string why) => new(AccessFailure.Unreachable, "sandbox", $"the embedded estate did not start: {why}");
}
