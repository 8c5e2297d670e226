using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>The workloads of an estate at one moment, read over the wire.</summary>
sealed class EstateObjects
{
    /// <summary>What no two estates have in common.</summary>
    static readonly string[] Identity = ["uid", "creationTimestamp"];

    readonly SortedDictionary<string, JsonObject> workloads = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, string> charts = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => workloads.Keys;

    public static async Task<EstateObjects> ReadAsync(JsonNode estate)
    {
        using var client = new HttpClient();
        var read = new EstateObjects();
        foreach (var cluster in estate["clusters"]!.AsArray())
        {
            foreach (var (kind, prefix) in new[] { ("deployments", ""), ("statefulsets", "statefulset/"), ("daemonsets", "daemonset/") })
            {
                var list = await ReadListAsync(client, $"{cluster!["server"]}/apis/apps/v1/{kind}");
                foreach (var item in list["items"]!.AsArray().OfType<JsonObject>())
                {
                    read.workloads[$"{cluster["name"]}/{item["metadata"]!["namespace"]}/{prefix}{item["metadata"]!["name"]}"] = (JsonObject)item.DeepClone();
                }
            }

            var secrets = await ReadListAsync(client, $"{cluster!["server"]}/api/v1/secrets?labelSelector=owner%3Dhelm");
            foreach (var labels in secrets["items"]!.AsArray().Select(secret => (secret!["metadata"]!["namespace"], Labels: secret["metadata"]!["labels"]!)).OrderBy(s => int.Parse((string)s.Labels["version"]!, System.Globalization.CultureInfo.InvariantCulture)))
            {
                var name = $"{cluster["name"]}/{labels.Item1}/helmrelease/{labels.Labels["name"]}";
                read.charts[name] = $"{read.charts.GetValueOrDefault(name, "")} {labels.Labels["version"]} {labels.Labels["status"]}".TrimStart();
            }
        }

        return read;
    }

    public string Image(string name) => (string)workloads[name]["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;

    public long Generation(string name) => (long)workloads[name]["metadata"]!["generation"]!;

    /// <summary>How many templates a workload has had. A Deployment's generation counts annotations, too, which a release sets and takes away.</summary>
    public long Changes(string name) => (string?)workloads[name]["metadata"]!["annotations"]?["deployment.kubernetes.io/revision"] is { } revision
        ? long.Parse(revision, System.Globalization.CultureInfo.InvariantCulture)
        : Generation(name);

    /// <summary>Every workload's specification and annotations as they are, and how often its template changed.</summary>
    public SortedDictionary<string, string> Whole() => new(Lasting().ToDictionary(item => item.Key, item => $"{Changes(item.Key)} {item.Value}"), StringComparer.Ordinal);

    /// <summary>Revisions of each Helm release with their status, oldest first, such as <c>1 superseded 2 deployed</c>.</summary>
    public IReadOnlyDictionary<string, string> Charts => charts;

    /// <summary>The same of another estate reads the same: specifications, annotations, how often each template changed, revisions of charts.</summary>
    public SortedDictionary<string, string> Comparable()
    {
        var all = workloads.Select(item => KeyValuePair.Create(item.Key, $"{Changes(item.Key)} {Lasting(item.Value, Identity)}")).Concat(charts);
        return new SortedDictionary<string, string>(all.ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Everything that a release must leave as it was, who owns which field included; without status, resourceVersion, generation, times and the controllers' annotations.</summary>
    public SortedDictionary<string, string> Lasting() => new(workloads.ToDictionary(d => d.Key, d => Lasting(d.Value, [])), StringComparer.Ordinal);

    static string Lasting(JsonObject deployment, IEnumerable<string> without)
    {
        var copy = (JsonObject)deployment.DeepClone();
        copy.Remove("status");
        var metadata = copy["metadata"]!.AsObject();
        foreach (var name in new[] { "resourceVersion", "generation" }.Concat(without))
        {
            metadata.Remove(name);
        }

        metadata["managedFields"] = Owners(metadata["managedFields"]);

        var annotations = metadata["annotations"] as JsonObject;
        foreach (var key in annotations?.Select(a => a.Key).Where(key => key.StartsWith("deployment.kubernetes.io/", StringComparison.Ordinal) || key == "deprecated.daemonset.template.generation").ToArray() ?? [])
        {
            annotations!.Remove(key);
        }

        if (annotations is { Count: 0 })
        {
            metadata.Remove("annotations");
        }

        return Sorted(copy).ToJsonString();
    }

    // Servers sort the entries by time.
    static JsonArray Owners(JsonNode? entries)
    {
        var owners = entries?.AsArray().Select(entry => Sorted(entry!)).ToArray() ?? [];
        foreach (var owner in owners)
        {
            owner.AsObject().Remove("time");
        }

        return new JsonArray([.. owners.OrderBy(owner => owner.ToJsonString(), StringComparer.Ordinal)]);
    }

    static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };

    // A scenario may make the API flaky for everybody.
    static async Task<JsonNode> ReadListAsync(HttpClient client, string url)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var answer = await client.GetAsync(new Uri(url));
            if (answer.IsSuccessStatusCode || attempt == 20)
            {
                answer.EnsureSuccessStatusCode();
                return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            }
        }
    }
}
