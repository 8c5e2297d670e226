using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class FieldSetTests
{
    const string Template = """{"f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{}},"f:type":{}},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{}}}}}}}""";

    [Theory]
    [InlineData("/spec/strategy", """{"f:spec":{"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{}},"f:type":{}}}}""")]
    [InlineData("/spec/template/spec/containers/[name=web]/image", """{"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{"f:image":{}}}}}}}""")]
    [InlineData("/spec/template/spec/containers/[name=other]/image", null)]
    [InlineData("/spec/replicas", null)]
    public void A_field_is_found_with_everything_below_it(string path, string? found) =>
        Assert.Equal(found, FieldSet.At(Parse(Template), new FieldPath(path))?.ToJsonString(Json));

    [Theory]
    [InlineData("/spec/strategy", """{"f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{}}}}}}}""")]
    [InlineData("/metadata/labels/app", """{"f:metadata":{"f:labels":{".":{}}},"f:spec":{"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{}},"f:type":{}},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{}}}}}}}""")]
    [InlineData("/spec/replicas", Template)]
    public void A_field_is_taken_out_with_everything_below_it(string path, string left) =>
        Assert.Equal(left, FieldSet.Without(Parse(Template), new FieldPath(path)).ToJsonString(Json));

    [Theory]
    [InlineData("""{"f:a":{"f:b":{}}}""", "/a/b", "{}")]
    [InlineData("""{"f:a":{}}""", "/a/b", """{"f:a":{}}""")]
    [InlineData("""{"f:metadata":{"f:annotations":{"f:x/y":{}}}}""", "/metadata/annotations/x~1y", "{}")]
    public void Parents_that_are_left_empty_go_too_and_those_owned_themselves_stay(string set, string path, string left) =>
        Assert.Equal(left, FieldSet.Without(Parse(set), new FieldPath(path)).ToJsonString(Json));

    [Fact]
    public void Taking_a_field_out_and_giving_it_back_changes_nothing()
    {
        var set = Parse(Template);
        foreach (var path in new[] { "/spec/strategy", "/spec/template/spec/containers/[name=web]/image", "/metadata/labels" })
        {
            var field = new FieldPath(path);

            var again = FieldSet.Union(FieldSet.Without(set, field), FieldSet.At(set, field)!);

            Assert.True(JsonNode.DeepEquals(set, again), path);
        }
    }

    static System.Text.Json.JsonSerializerOptions Json { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
