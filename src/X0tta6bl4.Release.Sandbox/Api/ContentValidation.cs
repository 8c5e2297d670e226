using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server checks of kinds that run nothing.</summary>
internal static partial class ContentValidation
{
    const string DataRule = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', "
        + "regex used for validation is '[-._a-zA-Z0-9]+')";

    static readonly string[] Fixed = ["immutable", "data", "binaryData"];
    static readonly string[] ServiceTypes = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

    public static void Check(ResourceKind kind, JsonObject o, JsonObject? live, List<(string Field, string Problem)> problems)
    {
        if (kind == ResourceKinds.ConfigMaps || kind == ResourceKinds.Secrets)
        {
            Data(o, live, problems);
        }

        if (kind == ResourceKinds.Secrets)
        {
            Secret(o, live, problems);
        }
        else if (kind == ResourceKinds.Services)
        {
            Service(o, live, problems);
        }
        else if (kind == ResourceKinds.Leases)
        {
            Lease(o, problems);
        }
        else if (kind == ResourceKinds.Events && live is null && o.Text("involvedObject", "namespace") is { Length: > 0 } ns && ns != o.Namespace())
        {
            problems.Add(("involvedObject.namespace", $"Invalid value: \"{ns}\": does not match event.namespace"));
        }
        else if ((kind == ResourceKinds.RoleBindings || kind == ResourceKinds.ClusterRoleBindings) && live is not null && !JsonNode.DeepEquals(o["roleRef"], live["roleRef"]))
        {
            problems.Add(("roleRef", $"Invalid value: {o["roleRef"]?.ToJsonString()}: cannot change roleRef"));
        }
    }

    /// <summary>Of a pod that is there, only the images may be changed, and what has been left out to be short: tolerations, deadlines and gates.</summary>
    public static void ChangedPod(JsonObject o, JsonObject live, List<(string Field, string Problem)> problems)
    {
        if (!JsonNode.DeepEquals(WithoutImages(o), WithoutImages(live)))
        {
            problems.Add(("spec", "Forbidden: pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, "
                + "`spec.activeDeadlineSeconds`, `spec.tolerations` (only additions to existing tolerations) or `spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
        }
    }

    static JsonObject WithoutImages(JsonObject pod)
    {
        var spec = (pod["spec"] as JsonObject ?? []).Copy();
        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            container.Remove("image");
        }

        foreach (var name in new[] { "activeDeadlineSeconds", "tolerations", "schedulingGates", "nodeName" })
        {
            spec.Remove(name);
        }

        return spec;
    }

    static void Data(JsonObject o, JsonObject? live, List<(string Field, string Problem)> problems)
    {
        foreach (var field in new[] { "data", "binaryData" })
        {
            foreach (var (key, _) in o[field] as JsonObject ?? [])
            {
                if (!DataKey().IsMatch(key) || key.Length > 253)
                {
                    problems.Add(($"{field}[{key}]", $"Invalid value: \"{key}\": {DataRule}"));
                }
            }
        }

        if (live.At("immutable") is not null && live.Flag("immutable"))
        {
            foreach (var field in Fixed.Where(f => !JsonNode.DeepEquals(o[f], live!.At(f))))
            {
                problems.Add((field, "Forbidden: field is immutable when `immutable` is set"));
            }
        }
    }

    static void Secret(JsonObject o, JsonObject? live, List<(string Field, string Problem)> problems)
    {
        var type = o.Text("type");
        if (live is not null && live.Text("type") != type)
        {
            problems.Add(("type", $"Invalid value: \"{type}\": field is immutable"));
        }

        string[] needed = type switch
        {
            "kubernetes.io/tls" => ["tls.crt", "tls.key"],
            "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
            "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
            _ => [],
        };
        problems.AddRange(needed.Where(n => o.At("data", n) is null).Select(n => ($"data[{n}]", "Required value")));
    }

    static void Service(JsonObject o, JsonObject? live, List<(string Field, string Problem)> problems)
    {
        var type = o.Text("spec", "type");
        var ports = o.Items("spec", "ports").ToList();
        if (ports.Count == 0 && type != "ExternalName" && o.Text("spec", "clusterIP") != "None")
        {
            problems.Add(("spec.ports", "Required value"));
        }

        for (var i = 0; i < ports.Count; i++)
        {
            if (ports.Count > 1 && string.IsNullOrEmpty(ports[i].Text("name")))
            {
                problems.Add(($"spec.ports[{i}].name", "Required value"));
            }

            if (ports[i].Number("port") is not (> 0 and < 65536))
            {
                problems.Add(($"spec.ports[{i}].port", $"Invalid value: {ports[i].Number("port") ?? 0}: must be between 1 and 65535, inclusive"));
            }
        }

        if (!ServiceTypes.Contains(type))
        {
            problems.Add(("spec.type", $"Unsupported value: \"{type}\": supported values: {string.Join(", ", ServiceTypes.Select(t => $"\"{t}\""))}"));
        }

        if (live.Text("spec", "clusterIP") is { Length: > 0 } address && type != "ExternalName" && o.Text("spec", "clusterIP") != address)
        {
            problems.Add(("spec.clusterIPs[0]", $"Invalid value: {GoText.List([o.Text("spec", "clusterIP") ?? ""])}: may not change once set"));
        }
    }

    static void Lease(JsonObject o, List<(string Field, string Problem)> problems)
    {
        if (o.Number("spec", "leaseDurationSeconds") is { } duration and <= 0)
        {
            problems.Add(("spec.leaseDurationSeconds", $"Invalid value: {duration}: must be greater than 0"));
        }

        if (o.Number("spec", "leaseTransitions") is { } transitions and < 0)
        {
            problems.Add(("spec.leaseTransitions", $"Invalid value: {transitions}: must to greater or equal than 0"));
        }
    }

    [GeneratedRegex("^[-._a-zA-Z0-9]+$")]
    private static partial Regex DataKey();
}
