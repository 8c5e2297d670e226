using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class FieldPathTests
{
    static readonly FieldPath Image = new("/spec/template/spec/containers/[name=gateway]/image");

    [Fact]
    public void An_element_of_a_list_is_found_by_its_name_and_guarded_by_a_test_of_it()
    {
        var manifest = Manifests.WithSidecarInFront(Manifests.Deployment("gateway", "gateway", "example/gateway:1"));

        var location = Image.Locate(manifest);

        Assert.Equal("/spec/template/spec/containers/1/image", location?.Pointer);
        Assert.Equal("example/gateway:1", (string?)location?.Value);
        Assert.Equal([new PatchOperation("test", "/spec/template/spec/containers/1/name", "\"gateway\"")], location?.Guards ?? []);
    }

    [Fact]
    public void A_field_that_is_absent_below_its_parent_is_located_without_a_value()
    {
        var location = new FieldPath("/spec/minReadySeconds").Locate(Manifests.Deployment("gateway", "gateway", "a:1"));

        Assert.Equal(("/spec/minReadySeconds", null), (location?.Pointer, location?.Value));
    }

    [Theory]
    [InlineData("/status/replicas")]
    [InlineData("/spec/template/spec/containers/[name=other]/image")]
    [InlineData("/spec/replicas/deeper")]
    [InlineData("/spec/[name=gateway]/image")]
    public void A_field_whose_parent_is_missing_is_nowhere(string path) =>
        Assert.Null(new FieldPath(path).Locate(Manifests.Deployment("gateway", "gateway", "a:1")));

    [Fact]
    public void A_key_with_a_slash_is_written_as_in_a_JSON_pointer()
    {
        var location = new FieldPath("/metadata/annotations/example.com~1owner").Locate(Manifests.Deployment("gateway", "gateway", "a:1"));

        Assert.Equal(("/metadata/annotations/example.com~1owner", "team-a"), (location?.Pointer, (string?)location?.Value));
    }

    [Theory]
    [InlineData("""{"b":1,"a":[{"d":null,"c":2}]}""", """{ "a": [ { "c": 2, "d": null } ], "b": 1 }""")]
    [InlineData("\"\\u003cé\"", "\"<\\u00e9\"")]
    [InlineData("\"25\\u0025\"", "\"25%\"")]
    public void Equal_values_have_one_canonical_text(string left, string right) =>
        Assert.Equal(FieldChange.Canonical(JsonNode.Parse(left)), FieldChange.Canonical(JsonNode.Parse(right)));

    [Fact]
    public void A_value_made_here_and_one_read_from_a_server_have_the_same_text() =>
        Assert.Equal(FieldChange.Canonical(JsonNode.Parse("\"a<b+c\"")), FieldChange.Canonical(JsonValue.Create("a<b+c")));

    [Fact]
    public void No_value_has_no_text() => Assert.Null(FieldChange.Canonical(null));
}
