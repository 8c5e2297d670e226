using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Helm;

/// <summary>Runs the helm command against a sandbox, over the wire. The release under test is a monitoring stack of Deployments that run the sandbox's own app.</summary>
sealed class HelmRuns : IAsyncDisposable
{
    public const string Namespace = "staging";
    public const string Grafana = $"/apis/apps/v1/namespaces/{Namespace}/deployments/stack-grafana";
    public const string Secrets = $"/api/v1/namespaces/{Namespace}/secrets";
    const string Stack = "prometheus-community/kube-prometheus-stack";

    /// <summary>Values with which every pod becomes ready.</summary>
    const string Values = """
        standIn: {images: "x0tta6bl4/api-gateway:2.3.0", containerPort: 8000, readinessPath: /ready}
        prometheus: {enabled: false}
        nodeExporter: {enabled: false}
        """;

    readonly string values;

    HelmRuns(TestSandbox sandbox)
    {
        Sandbox = sandbox;
        values = Write("values.yaml", Values);
    }

    public TestSandbox Sandbox { get; }

    public static async Task<HelmRuns> StartAsync(string? scenario = null) => new(await TestSandbox.StartAsync(scenario));

    /// <summary>A sandbox with revision 1 of the stack.</summary>
    public static async Task<HelmRuns> InstalledAsync()
    {
        var helm = await StartAsync();
        await helm.OkAsync("upgrade", "stack", Stack, "--install", "--version", "62.7.0", "-f", helm.values);
        return helm;
    }

    /// <summary>Runs a command; kubeconfig and namespace are given.</summary>
    public async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var program = new HelmProgram(output, errors, Sandbox.Time, Path.Combine(Sandbox.Directory, "kubeconfig"));
        var code = await program.RunAsync([.. arguments, "-n", Namespace]);
        return (code, output.ToString(), errors.ToString());
    }

    public async Task<string> OkAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);
        Assert.Equal((0, ""), (code, errors));
        return output;
    }

    public async Task<string> ErrorAsync(params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(arguments);
        Assert.Equal(1, code);
        return errors.TrimEnd();
    }

    public string[] Upgrade(params string[] more) => ["upgrade", "stack", Stack, "--version", "65.1.1", "-f", values, .. more];

    public async Task<JsonNode> JsonAsync(params string[] arguments) => JsonNode.Parse(await OkAsync([.. arguments, "-o", "json"]))!;

    /// <summary>The statuses of all revisions, oldest first, <c>1 superseded, 2 deployed</c>.</summary>
    public async Task<string> StatusesAsync() =>
        string.Join(", ", (await JsonAsync("history", "stack")).AsArray().Select(r => $"{r.Number("revision")} {r.Text("status")}"));

    /// <summary>A revision's Secret, and what is packed in it.</summary>
    public async Task<(JsonObject Secret, JsonObject Release)> SecretAsync(int revision)
    {
        var secret = await Sandbox.GetAsync($"{Secrets}/sh.helm.release.v1.stack.v{revision}");
        var packed = Convert.FromBase64String(Encoding.ASCII.GetString(Convert.FromBase64String(secret.Text("data", "release")!)));
        await using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return (secret, (JsonObject)(await JsonNode.ParseAsync(stream, cancellationToken: TestSandbox.Cancelled))!);
    }

    /// <summary>Leaves a revision as a helm that was killed leaves it.</summary>
    public async Task SetStatusAsync(int revision, string status)
    {
        var (secret, _) = await SecretAsync(revision);
        var changed = (ReleaseRecord.FromSecret(secret) with { Status = status }).ToSecret();
        await Sandbox.SendAsync("PUT", $"{Secrets}/{changed.Name()}", changed.ToJsonString());
    }

    public string Write(string name, string text)
    {
        var file = Path.Combine(Sandbox.Directory, name);
        File.WriteAllText(file, text);
        return file;
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
