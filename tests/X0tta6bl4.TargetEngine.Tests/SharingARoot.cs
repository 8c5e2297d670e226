using System.Text.Json;

namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>Files in the root.</summary>
public sealed class SharingARoot
{
    [Fact]
    public async Task Two_runs_at_once_both_succeed()
    {
        using var sample = new Sample();
        using var one = sample.Start("Meet", "--marker", "one");
        using var two = sample.Start("Meet", "--marker", "two");

        var results = await Task.WhenAll(one.End(), two.End());

        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
    }

    [Fact]
    public async Task The_schema_lists_targets_hosts_and_parameters_in_NUKEs_shape()
    {
        using var sample = new Sample();

        await sample.Run("Clean");

        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(sample.Root[".nuke/build.schema.json"],
            TestContext.Current.CancellationToken));
        var definitions = schema.RootElement.GetProperty("definitions");
        Assert.Contains("Compile", definitions
            .GetProperty("ExecutableTarget")
            .GetProperty("enum").EnumerateArray()
            .Select(name => name.GetString()));
        Assert.Equal("#/definitions/ExecutableTarget", definitions
            .GetProperty("NukeBuild")
            .GetProperty("properties")
            .GetProperty("Target")
            .GetProperty("items")
            .GetProperty("$ref").GetString());
        var own = schema.RootElement.GetProperty("allOf")[0].GetProperty("properties");
        Assert.Equal("integer", own.GetProperty("Retries").GetProperty("type").GetString());
        Assert.Equal(["Blue", "Green", "Red"], own
            .GetProperty("Colour")
            .GetProperty("enum").EnumerateArray()
            .Select(name => name.GetString()));
        Assert.Equal("#/definitions/NukeBuild", schema.RootElement.GetProperty("allOf")[1].GetProperty("$ref").GetString());
    }

    [Fact]
    public async Task The_schema_is_written_only_when_it_changes()
    {
        using var sample = new Sample();
        await sample.Run("Clean");
        var path = sample.Root[".nuke/build.schema.json"];
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        await sample.Run("Clean");

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public async Task A_wrong_call_writes_nothing()
    {
        using var sample = new Sample();

        await sample.Run("Complie --continue");

        Assert.Equal(["parameters.json"], Directory.GetFileSystemEntries(sample.Root[".nuke"]).Select(Path.GetFileName));
    }
}
