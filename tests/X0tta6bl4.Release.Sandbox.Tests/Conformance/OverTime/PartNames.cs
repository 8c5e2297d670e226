using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.OverTime;

/// <summary>Knows ReplicaSets and pods again from one phase to the next, and tells of them without the names that a server makes up.</summary>
sealed class PartNames
{
    readonly Dictionary<string, int> templates = [];
    readonly SortedDictionary<int, string> sets = [];
    readonly SortedDictionary<string, (int Template, bool IsReady)> pods = new(StringComparer.Ordinal);

    /// <summary>The states of all ReplicaSets after each event.</summary>
    public IEnumerable<string> SetStates(IReadOnlyList<JsonObject> events)
    {
        foreach (var told in events)
        {
            var set = told["object"];
            var number = Template(set.Text("metadata", "name") ?? "");
            if (told.Text("type") == "DELETED")
            {
                sets.Remove(number);
            }
            else
            {
                sets[number] = string.Join(' ', new[]
                {
                    set.Number("spec", "replicas"), set.Number("status", "replicas"), set.Number("status", "readyReplicas"), set.Number("status", "availableReplicas"),
                }.Select(count => (count ?? 0).ToString(CultureInfo.InvariantCulture)));
            }

            yield return string.Join(" | ", Now());
        }
    }

    /// <summary>What happened to the pods, one thing after another.</summary>
    public IEnumerable<string> PodSteps(IReadOnlyList<JsonObject> events)
    {
        foreach (var told in events)
        {
            var pod = told["object"];
            var (name, template) = (pod.Text("metadata", "name") ?? "", Template(pod.Text("metadata", "labels", "controller-revision-hash") ?? ""));
            var isReady = pod.Items("status", "conditions").Any(c => c.Text("type") == "Ready" && c.Text("status") == "True");
            if (told.Text("type") == "DELETED")
            {
                pods.Remove(name);
                yield return $"deleted {name}";
                continue;
            }

            if (!pods.TryGetValue(name, out var before))
            {
                yield return $"added {name} {template}";
            }

            if (isReady && !before.IsReady)
            {
                yield return $"ready {name}";
            }

            pods[name] = (template, isReady);
        }
    }

    /// <summary>The parts as they are.</summary>
    public IEnumerable<string> Now() => [.. sets.Select(set => $"{set.Key}: {set.Value}"), .. pods.Select(pod => $"{pod.Key}: {pod.Value.Template} {(pod.Value.IsReady ? "ready" : "not ready")}")];

    // Templates by the order in which they were first seen.
    int Template(string name) => templates.TryGetValue(name, out var number) ? number : templates[name] = templates.Count + 1;
}
