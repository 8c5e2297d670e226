using System.Text;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Registry;

public sealed class ManifestTests : RegistryTest
{
    [Theory]
    [InlineData(FakeImages.OciIndex, FakeImages.OciManifest)]
    [InlineData(FakeImages.DockerList, FakeImages.DockerManifest)]
    public async Task Defect_02_An_index_is_asked_for_by_its_type_and_gives_its_digest_and_each_platform(string indexType, string manifestType)
    {
        var images = new FakeImages();
        var (amd, arm) = (images.AddImage(manifestType, "linux/amd64"), images.AddImage(manifestType, "linux/arm64"));
        var attestation = images.AddImage(manifestType, "unknown/unknown");
        var index = images.AddIndex(indexType, "2.3.1", ("linux/amd64", amd.Digest), ("linux/arm64", arm.Digest), ("unknown/unknown", attestation.Digest));
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        var found = await FindAsync(server.Url);

        Assert.Equal(index, found!.Digest);
        Assert.Equal([new PlatformImage("linux/amd64", amd.Digest, amd.Config), new PlatformImage("linux/arm64", arm.Digest, arm.Config)], found.Platforms);
        Assert.Equal("HEAD /v2/x0tta6bl4/api-gateway/manifests/2.3.1", server.Lines.First());
    }

    [Theory]
    [InlineData(FakeImages.OciManifest)]
    [InlineData(FakeImages.DockerManifest)]
    public async Task A_single_image_takes_its_platform_from_its_configuration(string type)
    {
        var images = new FakeImages();
        var (digest, config) = images.AddImage(type, "linux/arm64", "2.3.1");
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        var found = await FindAsync(server.Url);

        Assert.Equal(digest, found!.Digest);
        Assert.Equal([new PlatformImage("linux/arm64", digest, config)], found.Platforms);
    }

    [Fact]
    public async Task The_digest_is_computed_where_the_registry_keeps_it_to_itself()
    {
        var images = new FakeImages { KeepsDigests = true };
        var (digest, _) = images.AddImage(FakeImages.OciManifest, "linux/amd64", "2.3.1");
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        Assert.Equal(digest, (await FindAsync(server.Url))!.Digest);
    }

    [Fact]
    public async Task A_registry_without_HEAD_is_asked_with_GET()
    {
        var images = new FakeImages { HeadStatus = 405 };
        var (digest, _) = images.AddImage(FakeImages.OciManifest, "linux/amd64", "2.3.1");
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        Assert.Equal(digest, (await FindAsync(server.Url))!.Digest);
    }

    [Fact]
    public async Task An_image_is_found_by_digest_in_the_estates_registry_whatever_its_name_says()
    {
        var images = new FakeImages();
        var (digest, _) = images.AddImage(FakeImages.OciManifest, "linux/amd64");
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        var found = await FindAsync(server.Url, ImageReference.Parse($"elsewhere.example.com:5000/{FakeImages.Repository}@{digest}"));

        Assert.Equal(digest, found!.Digest);
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_null()
    {
        await using var server = await LoopbackServer.StartAsync(new FakeImages().AnswerAsync);

        Assert.Null(await FindAsync(server.Url));
    }

    [Fact]
    public async Task A_platform_that_was_not_copied_has_no_configuration()
    {
        var images = new FakeImages();
        var absent = FakeImages.DigestOf([1]);
        images.AddIndex(FakeImages.OciIndex, "2.3.1", ("linux/s390x", absent));
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        Assert.Equal([new PlatformImage("linux/s390x", absent, "")], (await FindAsync(server.Url))!.Platforms);
    }

    [Fact]
    public async Task Content_that_does_not_match_its_digest_is_refused()
    {
        var images = new FakeImages();
        var (digest, _) = images.AddImage(FakeImages.OciManifest, "linux/amd64", "2.3.1");
        images.Instead[digest] = "{\"forged\":true}"u8.ToArray();
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        var failure = await FailsAsync(() => FindAsync(server.Url));

        Assert.Contains($"{digest} was promised", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blobs/")]
    public async Task A_configuration_that_does_not_match_its_digest_is_refused(string path)
    {
        var images = new FakeImages();
        images.AddImage(FakeImages.OciManifest, "linux/amd64", "2.3.1");
        images.Instead[path] = Encoding.UTF8.GetBytes("{}");
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        Assert.Contains("was promised", (await FailsAsync(() => FindAsync(server.Url))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_is_not_JSON_is_refused()
    {
        var images = new FakeImages();
        images.AddManifest(FakeImages.OciManifest, "<html>", "2.3.1");
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        Assert.EndsWith("is not JSON", (await FailsAsync(() => FindAsync(server.Url))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_without_configuration_has_an_unknown_platform()
    {
        var images = new FakeImages();
        var digest = images.AddManifest(FakeImages.OciManifest, """{"schemaVersion":2}""", "2.3.1");
        await using var server = await LoopbackServer.StartAsync(images.AnswerAsync);

        Assert.Equal([new PlatformImage("", digest, "")], (await FindAsync(server.Url))!.Platforms);
    }
}
