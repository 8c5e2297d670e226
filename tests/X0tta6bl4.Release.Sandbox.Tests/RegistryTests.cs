using System.Security.Cryptography;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class RegistryTests
{
    const string Index = "application/vnd.oci.image.index.v1+json";
    const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    const string Engine = "/v2/x0tta6bl4/quantum-engine";

    [Fact]
    public async Task Every_digest_is_that_of_the_bytes()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var index = await ReadAsync(sandbox, $"{Engine}/manifests/2.3.1", Index);
        var platforms = index.Items("manifests").ToList();

        Assert.Equal(["linux/amd64", "linux/arm64"], platforms.Select(p => $"{p.Text("platform", "os")}/{p.Text("platform", "architecture")}"));
        foreach (var platform in platforms)
        {
            var manifest = await ReadAsync(sandbox, $"{Engine}/manifests/{platform.Text("digest")}", Manifest);
            await ReadAsync(sandbox, $"{Engine}/blobs/{manifest.Text("config", "digest")}", "*/*");
        }
    }

    [Fact]
    public async Task A_pod_runs_the_digest_of_the_tag()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var response = await AskAsync(sandbox, "HEAD", "/v2/x0tta6bl4/api-gateway/manifests/2.3.1", Index);
        var digest = response.Headers.GetValues("Docker-Content-Digest").Single();

        await sandbox.SetImageAsync($"x0tta6bl4/api-gateway:2.3.1@{digest}");
        await sandbox.PassUntilRolledOutAsync();

        Assert.All(
            (await sandbox.PodsAsync()).Where(p => !p.IsTerminating()).SelectMany(p => p.Items("status", "containerStatuses")),
            c => Assert.Equal($"docker.io/x0tta6bl4/api-gateway@{digest}", c.Text("imageID")));
    }

    [Theory]
    [InlineData($"{Engine}/manifests/2.3.1", Manifest, 404)]
    [InlineData($"{Engine}/manifests/2.3.1", "*/*", 404)]
    [InlineData($"{Engine}/manifests/9.9.9", Index, 404)]
    [InlineData("/v2/x0tta6bl4/nothing/manifests/2.3.1", Index, 404)]
    [InlineData("/v2/", "*/*", 200)]
    [InlineData($"{Engine}/tags/list", "*/*", 200)]
    public async Task What_is_not_there_or_not_accepted_is_not_found(string path, string accept, int code)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var response = await AskAsync(sandbox, "GET", path, accept);

        Assert.Equal(code, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_missing_image_is_missing_in_every_way_and_the_installed_one_is_there()
    {
        await using var sandbox = await TestSandbox.StartAsync("image-missing");

        using var missing = await AskAsync(sandbox, "GET", $"{Engine}/manifests/2.3.1", Index);
        using var installed = await AskAsync(sandbox, "GET", $"{Engine}/manifests/2.3.0", Index);
        using var tags = await AskAsync(sandbox, "GET", $"{Engine}/tags/list", "*/*");

        Assert.Equal((404, 200), ((int)missing.StatusCode, (int)installed.StatusCode));
        Assert.Contains("MANIFEST_UNKNOWN", await missing.Content.ReadAsStringAsync(TestSandbox.Cancelled), StringComparison.Ordinal);
        Assert.DoesNotContain("2.3.1", await tags.Content.ReadAsStringAsync(TestSandbox.Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_installed_image_that_is_lost_is_missing_in_the_registry_and_runs_on_nodes()
    {
        await using var sandbox = await TestSandbox.StartAsync("old-image-missing");

        using var lost = await AskAsync(sandbox, "GET", $"{Engine}/manifests/2.3.0", Index);
        using var newer = await AskAsync(sandbox, "GET", $"{Engine}/manifests/2.3.1", Index);
        await sandbox.PassUntilRolledOutAsync("/apis/apps/v1/namespaces/x0tta6bl4-quantum/deployments/quantum-services");

        Assert.Equal((404, 200), ((int)lost.StatusCode, (int)newer.StatusCode));
    }

    static async Task<JsonNode> ReadAsync(TestSandbox sandbox, string path, string accept)
    {
        using var response = await AskAsync(sandbox, "GET", path, accept);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestSandbox.Cancelled);
        var digest = response.Headers.GetValues("Docker-Content-Digest").Single();
        Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}", digest);
        return JsonNode.Parse(bytes)!;
    }

    static async Task<HttpResponseMessage> AskAsync(TestSandbox sandbox, string method, string path, string accept)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(sandbox.Server.Address("registry"), path));
        request.Headers.Accept.ParseAdd(accept);
        return await sandbox.AskAsync(request);
    }
}
