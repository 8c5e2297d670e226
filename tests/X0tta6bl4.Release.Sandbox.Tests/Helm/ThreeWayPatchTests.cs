using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm;
using X0tta6bl4.Release.Sandbox.Patching;

namespace X0tta6bl4.Release.Sandbox.Tests.Helm;

public class ThreeWayPatchTests
{
    [Theory]
    [InlineData("""{"a": 1}""", """{"a": 2}""", """{"a": 1, "x": 9}""", """{"a":2}""")]
    [InlineData("""{"a": 1, "b": 1}""", """{"a": 1}""", """{"a": 1, "b": 1}""", """{"b":null}""")]
    [InlineData("""{"a": 1}""", """{"a": 1}""", """{"a": 5}""", """{"a":1}""")]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {"b": 1}}""", """{"a": {"b": 1, "c": 2}}""", "{}")]
    [InlineData("""{"args": ["x"]}""", """{"args": ["y"]}""", """{"args": ["x"]}""", """{"args":["y"]}""")]
    [InlineData("""{"rules": [{"a": 1}]}""", """{"rules": [{"a": 1}]}""", """{"rules": [{"a": 1, "filled": 2}]}""", "{}")]
    public void Only_what_differs_is_in_the_patch(string old, string wanted, string live, string expected) =>
        Assert.Equal(expected, ThreeWayPatch.Of(Json(old), Json(wanted), Json(live)).ToJsonString());

    [Fact]
    public void Containers_are_merged_by_name()
    {
        var old = Json("""{"containers": [{"name": "a", "image": "a:1"}, {"name": "gone", "image": "g:1"}]}""");
        var wanted = Json("""{"containers": [{"name": "a", "image": "a:2"}, {"name": "new", "image": "n:1"}]}""");
        var live = Json("""{"containers": [{"name": "a", "image": "a:1", "filled": 1}, {"name": "gone", "image": "g:1"}, {"name": "injected", "image": "i:1"}]}""");

        var after = StrategicMergePatch.Apply(live, ThreeWayPatch.Of(old, wanted, live));

        Assert.Equal(
            """{"containers":[{"name":"a","image":"a:2","filled":1},{"name":"new","image":"n:1"},{"name":"injected","image":"i:1"}]}""", after.ToJsonString());
    }

    static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
