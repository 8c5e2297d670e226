using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm.Charts;

/// <summary>What a template has to go by, and the objects that need no more than that.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Release">Name of the release.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Values">The chart's values with the user's above them.</param>
internal sealed record Rendering(Chart Chart, string Release, string Namespace, JsonObject Values)
{
    /// <summary>Labels that select the pods of a component.</summary>
    public JsonObject Selector(string component) => new()
    {
        ["app.kubernetes.io/name"] = component,
        ["app.kubernetes.io/instance"] = Release,
    };

    public JsonObject Labels(string component)
    {
        var labels = Selector(component);
        labels["app.kubernetes.io/managed-by"] = "Helm";
        labels["helm.sh/chart"] = $"{Chart.Name}-{Chart.Version}";
        return labels;
    }

    public JsonObject ServiceAccount(string name, string component) => Object("v1", "ServiceAccount", name, component);

    public JsonObject ConfigMap(string name, string component, string key, string text)
    {
        var made = Object("v1", "ConfigMap", name, component);
        made["data"] = new JsonObject { [key] = text };
        return made;
    }

    /// <summary>A Service of a component.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="component">Whose pods it selects.</param>
    /// <param name="port">Its port.</param>
    /// <param name="target">Name of the container's port.</param>
    public JsonObject Service(string name, string component, int port, string target)
    {
        var made = Object("v1", "Service", name, component);
        made["spec"] = new JsonObject
        {
            ["type"] = "ClusterIP",
            ["selector"] = Selector(component),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = target, ["port"] = port, ["targetPort"] = target }),
        };
        return made;
    }

    public JsonObject Object(string apiVersion, string kind, string name, string component) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Namespace, ["labels"] = Labels(component) },
    };

    /// <summary>Whether a part of the chart is wanted: its <c>enabled</c> is not false.</summary>
    public bool Wants(params ReadOnlySpan<string> part) => Values.At([.. part, "enabled"]) is not { } enabled || enabled.GetValueKind() != System.Text.Json.JsonValueKind.False;
}
