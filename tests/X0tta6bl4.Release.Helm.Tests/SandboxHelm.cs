using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Helm.Tests;

/// <summary>The embedded estate in a process of its own, with its helm command as the program behind the adapter.</summary>
public sealed class SandboxHelm : IAsyncLifetime
{
    public const string Cluster = "eks-us-east-1";

    /// <summary>The program, and what comes before the arguments.</summary>
    public static readonly ImmutableArray<string> Program =
        [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "X0tta6bl4.Release.Sandbox.dll"), "helm"];

    readonly HttpClient client = new();
    Process? process;
    JsonObject? estate;

    public string Folder { get; } = Directory.CreateTempSubdirectory("helm-sandbox-").FullName;

    public HelmCommand Command => At(Cluster);

    /// <summary>The adapter, with another context for its cluster.</summary>
    public HelmCommand At(string context) => new(
        new HelmOptions
        {
            Program = Program,
            Kubeconfig = Path.Combine(Folder, "kubeconfig"),
            Contexts = ImmutableDictionary<string, string>.Empty.Add("east", context),
        },
        TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        process = Process.Start(new ProcessStartInfo(Program[0], [.. Program[1..^1], "--state", Folder]) { RedirectStandardOutput = true })!;
        Assert.StartsWith("ready ", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        estate = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "estate.json")))!;
    }

    public async ValueTask DisposeAsync()
    {
        await client.PostAsync(new Uri($"{estate!["control"]}/sandbox/stop"), null);
        await process!.WaitForExitAsync();
        process.Dispose();
        client.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public string Write(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>A release in a namespace of the cluster.</summary>
    public static WorkloadReference Release(string ns, string name) => new("east", ns, ChartSnapshot.Kind, name);
}
