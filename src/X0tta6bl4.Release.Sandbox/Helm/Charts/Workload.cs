using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm.Charts;

/// <summary>A workload of a chart, with what all workloads have.</summary>
/// <param name="Kind"><c>Deployment</c>, <c>StatefulSet</c> or <c>DaemonSet</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Component">Label of its pods.</param>
/// <param name="Port">The port its container listens on.</param>
internal sealed record Workload(string Kind, string Name, string Component, (string Name, int Number) Port)
{
    /// <summary>Name of the container; that of the component when nothing else is said.</summary>
    public string? Container { get; init; }

    /// <summary>The part of the values with <c>image</c> and <c>resources</c>.</summary>
    public JsonNode? Section { get; init; }

    /// <summary>How many pods; of no meaning for a DaemonSet.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Path of the readiness probe, unless there is a command.</summary>
    public string ReadinessPath { get; init; } = "/";

    public string[] ReadinessCommand { get; init; } = [];

    public string[] Arguments { get; init; } = [];

    public string ServiceAccount { get; init; } = "default";

    /// <summary>The headless Service of a StatefulSet.</summary>
    public string? ServiceName { get; init; }

    /// <summary>The key of <c>updateStrategy</c> in a StatefulSet or DaemonSet.</summary>
    public string UpdateStrategy { get; init; } = "RollingUpdate";

    /// <summary>The object. <c>standIn</c> in the values goes above everything else: clusters without the real images run one small image everywhere.</summary>
    public JsonObject Render(Rendering rendering)
    {
        var standIn = rendering.Values["standIn"];
        var made = rendering.Object("apps/v1", Kind, Name, Component);
        var spec = new JsonObject
        {
            ["selector"] = new JsonObject { ["matchLabels"] = rendering.Selector(Component) },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = rendering.Selector(Component) },
                ["spec"] = new JsonObject { ["serviceAccountName"] = ServiceAccount, ["containers"] = new JsonArray(ContainerOf(standIn)) },
            },
        };
        made["spec"] = spec;
        if (Kind != "DaemonSet")
        {
            spec["replicas"] = standIn.Number("replicas") ?? Replicas;
        }

        if (standIn.Number("terminationGracePeriodSeconds") is { } grace)
        {
            spec["template"]!["spec"]!["terminationGracePeriodSeconds"] = grace;
        }

        if (Kind == "StatefulSet")
        {
            spec["serviceName"] = ServiceName ?? Name;
            spec["podManagementPolicy"] = "Parallel";
        }

        if (Kind != "Deployment")
        {
            spec["updateStrategy"] = new JsonObject { ["type"] = UpdateStrategy };
        }

        return made;
    }

    JsonObject ContainerOf(JsonNode? standIn)
    {
        var container = new JsonObject
        {
            ["name"] = Container ?? Component,
            ["image"] = standIn.Text("images") ?? Image(Section.At("image")),
            ["imagePullPolicy"] = "IfNotPresent",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = Port.Name, ["containerPort"] = standIn.Number("containerPort") ?? Port.Number }),
            ["readinessProbe"] = Probe(standIn),
            ["resources"] = Section.At("resources")?.DeepClone() ?? new JsonObject(),
        };
        if (Arguments.Length > 0 && standIn.Text("images") is null)
        {
            container["args"] = new JsonArray([.. Arguments.Select(a => JsonValue.Create(a))]);
        }

        return container;
    }

    JsonObject Probe(JsonNode? standIn)
    {
        var probe = new JsonObject { ["periodSeconds"] = 2, ["timeoutSeconds"] = 3 };
        var given = standIn.At("readinessCommand") as JsonArray;
        if (given is null && (ReadinessCommand.Length == 0 || standIn.Text("readinessPath") is not null))
        {
            probe["httpGet"] = new JsonObject { ["path"] = standIn.Text("readinessPath") ?? ReadinessPath, ["port"] = Port.Name };
            return probe;
        }

        probe["exec"] = new JsonObject { ["command"] = given?.DeepClone() ?? new JsonArray([.. ReadinessCommand.Select(c => JsonValue.Create(c))]) };
        return probe;
    }

    static string Image(JsonNode? image)
    {
        var registry = image.Text("registry") is { Length: > 0 } host ? $"{host}/" : "";
        return $"{registry}{image.Text("repository")}:{image.Text("tag") ?? image.At("tag")?.ToJsonString()}";
    }
}
