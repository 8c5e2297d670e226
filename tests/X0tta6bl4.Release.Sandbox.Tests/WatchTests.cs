using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class WatchTests
{
    [Fact]
    public async Task A_watch_shows_what_happens_after_the_list()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var version = (await sandbox.GetAsync(TestSandbox.ConfigMaps)).Text("metadata", "resourceVersion");
        await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, """{"metadata": {"name": "a"}}""");
        using var watch = await Watch.OpenAsync(sandbox, $"{TestSandbox.ConfigMaps}?watch=true&resourceVersion={version}");

        await sandbox.SendAsync("PATCH", $"{TestSandbox.ConfigMaps}/a", """{"data": {"k": "v"}}""", "application/merge-patch+json");
        await sandbox.SendAsync("DELETE", $"{TestSandbox.ConfigMaps}/a");

        Assert.Equal(["ADDED", "MODIFIED", "DELETED"], [await watch.TypeAsync(), await watch.TypeAsync(), await watch.TypeAsync()]);
    }

    [Fact]
    public async Task A_watch_without_a_version_starts_with_what_there_is()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var watch = await Watch.OpenAsync(sandbox, $"{TestSandbox.Deployments}?watch=1&sendInitialEvents=true&allowWatchBookmarks=true");

        var events = new List<JsonNode> { await watch.NextAsync(), await watch.NextAsync(), await watch.NextAsync(), await watch.NextAsync() };

        Assert.Equal(["ADDED", "ADDED", "ADDED", "BOOKMARK"], events.Select(e => e.Text("type")!));
        Assert.Equal("true", events[3].Text("object", "metadata", "annotations", "k8s.io/initial-events-end"));
    }

    [Fact]
    public async Task An_object_that_leaves_the_selection_is_deleted_for_the_watcher()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, """{"metadata": {"name": "a", "labels": {"app": "x"}}}""");
        using var watch = await Watch.OpenAsync(sandbox, $"{TestSandbox.ConfigMaps}?watch=true&labelSelector=app%3Dx");

        await sandbox.SendAsync("PATCH", $"{TestSandbox.ConfigMaps}/a", """{"metadata": {"labels": {"app": "y"}}}""", "application/merge-patch+json");
        await sandbox.SendAsync("PATCH", $"{TestSandbox.ConfigMaps}/a", """{"metadata": {"labels": {"app": "x"}}}""", "application/merge-patch+json");

        Assert.Equal(["ADDED", "DELETED", "ADDED"], [await watch.TypeAsync(), await watch.TypeAsync(), await watch.TypeAsync()]);
    }

    [Fact]
    public async Task A_version_that_was_compacted_is_gone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var version = (await sandbox.GetAsync(TestSandbox.ConfigMaps)).Text("metadata", "resourceVersion");
        await sandbox.SendAsync("POST", TestSandbox.ConfigMaps, """{"metadata": {"name": "a"}}""");
        await sandbox.SendAsync("POST", "/sandbox/compact", cluster: "control");

        using var watch = await Watch.OpenAsync(sandbox, $"{TestSandbox.ConfigMaps}?watch=true&resourceVersion={version}");
        var error = await watch.NextAsync();
        var (list, _) = await sandbox.SendAsync("GET", $"{TestSandbox.ConfigMaps}?resourceVersion={version}&resourceVersionMatch=Exact");

        Assert.Equal(("ERROR", 410, "Expired"), (error.Text("type"), error.Number("object", "code"), error.Text("object", "reason")));
        Assert.Null(await watch.LineAsync());
        Assert.Equal(410, list);
    }

    [Fact]
    public async Task Bookmarks_carry_the_newest_version()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var watch = await Watch.OpenAsync(sandbox, $"{TestSandbox.ConfigMaps}?watch=true&allowWatchBookmarks=true&resourceVersion=0");
        await sandbox.SendAsync("POST", "/api/v1/namespaces/monitoring/configmaps", """{"metadata": {"name": "elsewhere"}}""");
        var version = (await sandbox.GetAsync(TestSandbox.ConfigMaps)).Text("metadata", "resourceVersion");

        sandbox.Time.Advance(TimeSpan.FromSeconds(10));
        var bookmark = await watch.NextAsync();

        Assert.Equal(("BOOKMARK", "ConfigMap", version), (bookmark.Text("type"), bookmark.Text("object", "kind"), bookmark.Text("object", "metadata", "resourceVersion")));
    }

    [Fact]
    public async Task A_watch_ends_when_its_time_is_up()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var watch = await Watch.OpenAsync(sandbox, $"{TestSandbox.ConfigMaps}?watch=true&timeoutSeconds=5");

        sandbox.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Null(await watch.LineAsync());
    }

    sealed class Watch(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public static async Task<Watch> OpenAsync(TestSandbox sandbox, string path)
        {
            var response = await sandbox.OpenAsync(path);
            return new(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestSandbox.Cancelled)));
        }

        public async Task<string?> LineAsync() => await reader.ReadLineAsync(TestSandbox.Cancelled);

        public async Task<JsonNode> NextAsync() => JsonNode.Parse((await LineAsync())!)!;

        public async Task<string> TypeAsync() => (await NextAsync()).Text("type")!;

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
