using System.Diagnostics;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>A checkout of its own with a sandbox of its own, started at high speed; gone after the test.</summary>
sealed class Checkout : IAsyncDisposable
{
    static readonly IReadOnlyDictionary<string, string> NoEnvironment = new Dictionary<string, string>();

    bool isGuest;

    Checkout(string root) => Root = root;

    public string Root { get; }

    public string Artifacts => Path.Combine(Root, "artifacts");

    string SandboxState => Path.Combine(Root, ".nuke", "temp", "sandbox");

    /// <summary>A checkout without a running sandbox.</summary>
    public static Checkout Create()
    {
        var root = Directory.CreateTempSubdirectory("release-").FullName;
        Directory.CreateDirectory(Path.Combine(root, ".nuke"));
        Directory.CreateDirectory(Path.Combine(root, "build"));
        File.Copy(Path.Combine(Repository.Root, ".nuke", "parameters.json"), Path.Combine(root, ".nuke", "parameters.json"));
        // Shorter than for people who want to see something: 6 s have the 120 requests that a gate wants to see.
        var runbook = File.ReadAllText(Path.Combine(Repository.Root, "build", "runbook.yaml"));
        File.WriteAllText(Path.Combine(root, "build", "runbook.yaml"), runbook.Replace("gateWindow: 8s", "gateWindow: 6s", StringComparison.Ordinal).Replace("loadDuration: 4s", "loadDuration: 1s", StringComparison.Ordinal));
        foreach (var file in new[] { "k8s", "load-tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, "build", folder), "*", SearchOption.AllDirectories)))
        {
            var copy = Path.Combine(root, "build", Path.GetRelativePath(Path.Combine(Repository.Root, "build"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new Checkout(root);
    }

    // Another clone of the same commit has the same runbook.
    static Checkout CreateAs(Checkout other)
    {
        var checkout = Create();
        File.Copy(Path.Combine(other.Root, "build", "runbook.yaml"), Path.Combine(checkout.Root, "build", "runbook.yaml"), overwrite: true);
        return checkout;
    }

    /// <summary>A checkout that knows nothing but where another one's sandbox runs.</summary>
    public static Checkout OnSandboxOf(Checkout other)
    {
        var checkout = CreateAs(other);
        Directory.CreateDirectory(Path.GetDirectoryName(checkout.SandboxState)!);
        Directory.CreateSymbolicLink(checkout.SandboxState, other.SandboxState);
        checkout.isGuest = true;
        return checkout;
    }

    /// <summary>The same, but some of its clusters are reached by other addresses.</summary>
    /// <param name="other">The checkout whose sandbox runs.</param>
    /// <param name="addresses">Addresses by the clusters' names.</param>
    public static Checkout OnSandboxOf(Checkout other, params (string Cluster, Uri Address)[] addresses)
    {
        var checkout = CreateAs(other);
        checkout.isGuest = true;
        Directory.CreateDirectory(checkout.SandboxState);
        var estate = other.Estate();
        var access = File.ReadAllText((string)estate["kubeconfig"]!);
        foreach (var (cluster, address) in addresses)
        {
            access = access.Replace(other.Server(cluster).GetLeftPart(UriPartial.Authority), address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        }

        var kubeconfig = Path.Combine(checkout.SandboxState, "kubeconfig");
        File.WriteAllText(kubeconfig, access);
        estate["kubeconfig"] = kubeconfig;
        File.WriteAllText(Path.Combine(checkout.SandboxState, "estate.json"), estate.ToJsonString());
        return checkout;
    }

    /// <summary>A checkout whose sandbox runs a scenario, so many times faster than life.</summary>
    public static async Task<Checkout> WithSandboxAsync(string scenario = "happy", int speed = 10)
    {
        var checkout = Create();
        await SandboxProgram.StartAsync(checkout.SandboxState, "--scenario", scenario, "--speed", $"{speed}", "--idle-timeout", "5m");
        return checkout;
    }

    /// <summary>Names of the estate's clusters.</summary>
    public IEnumerable<string> Clusters => Estate()["clusters"]!.AsArray().Select(cluster => (string)cluster!["name"]!);

    /// <summary>Changes the text of this checkout's runbook.</summary>
    public void ChangeRunbook(Func<string, string> change)
    {
        var runbook = Path.Combine(Root, "build", "runbook.yaml");
        File.WriteAllText(runbook, change(File.ReadAllText(runbook)));
    }

    /// <summary>How often runs of this checkout renew the lock, and when it expires.</summary>
    public void SetLock(string renewal, string expiry) =>
        ChangeRunbook(text => text.Replace("    embedded: true\n", $"    embedded: true\n    state: {{ lockRenewal: {renewal}, lockExpiry: {expiry} }}\n", StringComparison.Ordinal));

    public BuildProcess Start(params string[] arguments) => BuildProcess.Start(Root, NoEnvironment, arguments);

    public async Task<BuildRun> RunAsync(params string[] arguments) => await RunAsync(NoEnvironment, arguments);

    public async Task<BuildRun> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = BuildProcess.Start(Root, environment, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs it by another command, see <see cref="BuildProcess"/>.</summary>
    public async Task<BuildRun> RunByAsync(string[] starter, params string[] arguments)
    {
        using var process = BuildProcess.Start(Root, NoEnvironment, starter, arguments);
        return await process.EndAsync();
    }

    /// <summary>The estate as its API servers have it.</summary>
    public Task<EstateObjects> ReadEstateAsync() => EstateObjects.ReadAsync(Estate());

    /// <summary>The API of one of the estate's clusters.</summary>
    public ClusterApi Cluster(string name) => new(Server(name).OriginalString);

    /// <summary>Where the API server of one of the estate's clusters listens.</summary>
    public Uri Server(string name) => new((string)Estate()["clusters"]!.AsArray().Single(cluster => (string)cluster!["name"]! == name)!["server"]!);

    /// <summary>Paths by which another estate reaches the same clusters: kubeconfig and registry.</summary>
    public (string Kubeconfig, string Registry) Access() => ((string)Estate()["kubeconfig"]!, (string)Estate()["registry"]!);

    /// <summary>What the Slack sink was told, in order.</summary>
    public async Task<string[]> NoticesAsync()
    {
        using var client = new HttpClient();
        var messages = await client.GetStringAsync(new Uri(new Uri((string)Estate()["slack"]!), "/messages"));
        return [.. JsonNode.Parse(messages)!.AsArray().Select(message => (string)message!["body"]!["text"]!)];
    }

    public async Task SetScenarioAsync(string name)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri($"{Estate()["control"]}/sandbox/scenario"), new StringContent($$"""{"name":"{{name}}"}""", null, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The folder of the newest release.</summary>
    public string NewestRelease() => Directory.EnumerateDirectories(Path.Combine(Artifacts, "releases")).Order(StringComparer.Ordinal).Last();

    public async ValueTask DisposeAsync()
    {
        if (!isGuest && File.Exists(Path.Combine(SandboxState, "estate.json")))
        {
            await StopSandboxAsync();
        }

        Directory.Delete(Root, recursive: true);
    }

    // Its state is saved on the way out; the directory is free when the process is gone.
    async Task StopSandboxAsync()
    {
        using var client = new HttpClient();
        try
        {
            using var process = Process.GetProcessById((int)Estate()["pid"]!);
            using var answer = await client.PostAsync(new Uri($"{Estate()["control"]}/sandbox/stop"), content: null);
            await process.WaitForExitAsync();
        }
        catch (Exception ended) when (ended is ArgumentException or HttpRequestException)
        {
            // It has ended already.
        }
    }

    JsonNode Estate() => JsonNode.Parse(File.ReadAllText(Path.Combine(SandboxState, "estate.json")))!;
}
