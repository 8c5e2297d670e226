using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance;

/// <summary>The server that all cases are sent to, one after another: a sandbox, or a real cluster whose answers are recorded.</summary>
public sealed class ConformanceFixture : IAsyncLifetime
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
    TestSandbox? sandbox;
    ConformanceServer? server;
    int count;

    /// <summary>Whether answers are written down and not compared.</summary>
    public static bool IsRecording => Kubeconfig.Length > 0;

    static string Kubeconfig => Environment.GetEnvironmentVariable("CONFORMANCE_RECORD") ?? "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        sandbox = IsRecording ? null : await TestSandbox.StartAsync();
        server = sandbox is null ? ConformanceServer.Of(Kubeconfig, TimeProvider.System) : ConformanceServer.Of(sandbox);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        server?.Dispose();
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
        }
    }

    internal async Task<JsonNode> AnswersAsync(ConformanceCase known)
    {
        // Names are not used twice on a server that has not yet forgotten the last recording.
        var run = IsRecording ? TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 100000 : 0;
        var ns = $"case-{run.ToString(CultureInfo.InvariantCulture)}-{(++count).ToString("d3", CultureInfo.InvariantCulture)}";
        return Normaliser.Normalise(await CaseRunner.RunAsync(server!, known, ns), ns, NewerRule.All);
    }

    internal static void Record(ConformanceCase known, JsonNode answers)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(CaseFiles.RecordOf(known))!);
        File.WriteAllText(CaseFiles.RecordOf(known), answers.ToJsonString(Readable) + "\n");
    }
}
