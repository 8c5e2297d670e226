using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.OverTime;

/// <summary>A workload and what happens to it.</summary>
/// <param name="Name">A sentence; unique.</param>
/// <param name="Kind">Deployment or StatefulSet.</param>
/// <param name="Spec">What is special about its specification.</param>
/// <param name="Changes">What is done to it, one after another.</param>
sealed record RolloutCase(string Name, string Kind, JsonObject Spec, IReadOnlyList<RolloutStep> Changes)
{
    /// <summary>The name of every workload of the cases.</summary>
    public const string Workload = "workload";

    /// <summary>Every case, as it is written.</summary>
    public static IReadOnlyList<RolloutCase> All { get; } = [.. YamlReading.Documents(File.ReadAllText(Path.Combine(Folder, "cases.yaml"))).Single().Items("cases").Select(Read)];

    /// <summary>Where the recorded run is kept.</summary>
    public string Record => Path.Combine(Folder, "Recorded", $"{ConformanceCase.SlugOf(Name)}.json");

    /// <summary>How many pods are wanted after a number of changes; 0 changes is the beginning.</summary>
    public int Replicas(int changes) => Changes.Take(changes).LastOrDefault(c => c.Replicas is not null)?.Replicas ?? Spec.Number("replicas") ?? 1;

    /// <summary>The workload, to be created. Its pods need no time to end: the kubelet of the recorded server keeps others for up to a minute.</summary>
    public JsonObject Manifest()
    {
        var manifest = (JsonObject)JsonNode.Parse($$$"""
            {
              "metadata": {"name": "{{{Workload}}}"},
              "spec": {
                "selector": {"matchLabels": {"app": "{{{Workload}}}"}},
                "template": {
                  "metadata": {"labels": {"app": "{{{Workload}}}"}},
                  "spec": {
                    "automountServiceAccountToken": false, "terminationGracePeriodSeconds": 0,
                    "containers": [{
                      "name": "app", "image": "{{{RolloutStep.ImageOf("2.3.0")}}}", "env": [{"name": "PORT", "value": "8000"}],
                      "readinessProbe": {"httpGet": {"path": "/ready", "port": 8000}, "periodSeconds": 1}
                    }]
                  }
                }
              }
            }
            """)!;
        if (Kind == "StatefulSet")
        {
            manifest["spec"]!["serviceName"] = Workload;
        }

        foreach (var (field, value) in Spec)
        {
            manifest["spec"]![field] = value?.DeepClone();
        }

        return manifest;
    }

    static string Folder => Path.Combine(CaseFiles.Folder, "OverTime");

    static RolloutCase Read(JsonObject row) => new(
        row.Text("name") ?? throw new InvalidDataException("a case has no name"), row.Text("kind") ?? "Deployment", (JsonObject)row["spec"]!.DeepClone(), [.. row.Items("changes").Select(RolloutStep.Read)]);
}
