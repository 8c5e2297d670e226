using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>The fields of a Deployment that a release reads and changes.</summary>
public static class WorkloadFields
{
    static readonly FieldPath Strategy = new("/spec/strategy");

    /// <summary>The image of a container of the pod template; null when there is no such container.</summary>
    public static string? ImageOf(JsonObject manifest, string container) =>
        ImagePath(container).Locate(manifest)?.Value?.GetValue<string>();

    /// <summary>A container of the pod template; null when there is no such container.</summary>
    public static JsonNode? ContainerOf(JsonObject manifest, string container) =>
        new FieldPath($"/spec/template/spec/containers/[name={container}]").Locate(manifest)?.Value;

    /// <summary>Wanted replicas; 1 when the object does not say, as Kubernetes has it.</summary>
    public static int ReplicasOf(JsonObject manifest) => (int?)manifest["spec"]?["replicas"] ?? 1;

    /// <summary>What has to change so that a container runs an image under a strategy: one patch, strategy and image together, so that no roll starts on the old strategy.</summary>
    /// <param name="manifest">The object as it is.</param>
    /// <param name="container">The container.</param>
    /// <param name="image">The new image.</param>
    /// <param name="strategy">The wanted strategy; null keeps the live one.</param>
    public static ImmutableArray<FieldChange> Changes(JsonObject manifest, string container, string image, RollingStrategy? strategy)
    {
        var changes = ImmutableArray.CreateBuilder<FieldChange>();
        var imageChange = Change(manifest, ImagePath(container), JsonValue.Create(image));
        if (imageChange.Before != imageChange.After && strategy is not null)
        {
            changes.Add(Change(manifest, Strategy, Json(strategy)));
        }

        changes.Add(imageChange);
        return [.. changes.Where(change => change.Before != change.After)];
    }

    /// <summary>Where the image of a container of the pod template is.</summary>
    public static FieldPath ImagePath(string container) => new($"/spec/template/spec/containers/[name={container}]/image");

    static FieldChange Change(JsonObject manifest, FieldPath path, JsonNode after) =>
        new(path, FieldChange.Canonical(path.Locate(manifest)?.Value), FieldChange.Canonical(after));

    static JsonObject Json(RollingStrategy strategy) => new()
    {
        ["type"] = "RollingUpdate",
        ["rollingUpdate"] = new JsonObject { ["maxSurge"] = Amount(strategy.MaxSurge), ["maxUnavailable"] = Amount(strategy.MaxUnavailable) },
    };

    static JsonValue Amount(string text) =>
        int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var count) ? JsonValue.Create(count) : JsonValue.Create(text);
}
