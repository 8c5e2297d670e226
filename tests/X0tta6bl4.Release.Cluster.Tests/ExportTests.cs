using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Exporting;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using YamlDotNet.RepresentationModel;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class ExportTests
{
    [Fact]
    public async Task An_export_has_nothing_that_the_server_writes()
    {
        await using var api = (await FakeApi.StartAsync()).On($"GET {Manifests.Path}", Json(Manifests.Deployment()));
        await using var cluster = api.Connect();

        var yaml = await cluster.ExportAsync(new WorkloadReference("east", "shop", "Deployment", "web"), TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            kind: Deployment
            apiVersion: apps/v1
            metadata:
              name: web
              namespace: shop
              annotations:
                note: "no"
            spec:
              replicas: 2
              selector:
                matchLabels:
                  app: web
                matchExpressions:
                - key: tier
                  operator: In
                  values:
                  - a
                  - b
              template:
                metadata:
                  labels:
                    app: web
                spec:
                  containers:
                  - name: web
                    image: shop/web:2

            """,
            yaml);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("8201")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData("12:30")]
    [InlineData("~")]
    [InlineData("- x")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData(" lead")]
    [InlineData("two\nlines\n")]
    [InlineData("two\nlines")]
    [InlineData("two\n\nlines\n\n")]
    [InlineData("\n  indented\n")]
    [InlineData("tab\there \"quoted\" 'single' \\ back")]
    [InlineData("привет")]
    [InlineData("2026-01-01")]
    [InlineData("registry.local:5000/shop/web:2@sha256:abc")]
    public void Every_text_is_read_back_as_the_same_text(string text)
    {
        var yaml = YamlText.Of(new JsonObject { ["value"] = text, ["list"] = new JsonArray(text), ["empty"] = new JsonObject(), ["none"] = new JsonArray() });

        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        var value = (YamlScalarNode)root.Children["value"];
        Assert.Equal(text, value.Value);
        Assert.True(value.Style != YamlDotNet.Core.ScalarStyle.Plain || text is "plain" || text.Contains('/', StringComparison.Ordinal));
        Assert.Equal(text, ((YamlScalarNode)((YamlSequenceNode)root.Children["list"])[0]).Value);
    }
}
