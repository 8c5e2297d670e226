using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class StoredObjectTests
{
    [Fact]
    public void A_version_that_was_replaced_is_read_again_when_its_value_has_been_forgotten()
    {
        var (stored, text) = Retired();
        GC.Collect();

        Assert.Equal(text, stored.Value.ToJsonString());
        Assert.Equal("one", stored.Name);
    }

    [Fact]
    public void The_log_keeps_at_most_so_many_bytes_and_older_versions_are_gone()
    {
        var store = new ObjectStore();
        var large = new string('x', 1024 * 1024);
        for (var number = 0; number < 20; number++)
        {
            store.Put(ResourceKinds.ConfigMaps, Map(large));
        }

        Assert.Null(store.Since(1001));
        Assert.Equal(7, store.Since(store.CompactedVersion)!.Count);
    }

    // On a frame of its own, so that nothing here keeps the value.
    static (StoredObject Stored, string Text) Retired()
    {
        var value = Map("a + b \"c\" <é>");
        var stored = new StoredObject(ResourceKinds.ConfigMaps, value, 7);
        stored.Retire();
        return (stored, value.ToJsonString());
    }

    static JsonObject Map(string text) => new()
    {
        ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = "one", ["namespace"] = "n" }, ["data"] = new JsonObject { ["k"] = text, ["n"] = null },
    };
}
