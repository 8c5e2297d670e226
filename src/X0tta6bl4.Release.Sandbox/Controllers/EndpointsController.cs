using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Services → Endpoints and EndpointSlices.</summary>
internal sealed class EndpointsController(Cluster cluster)
{
    static readonly string[] Fields = ["subsets", "endpoints", "ports"];

    /// <summary>One round for all Services of a namespace; needs the gate.</summary>
    public void Sync(string ns)
    {
        foreach (var service in cluster.Store.List(ResourceKinds.Services, ns).ToList())
        {
            if (service.Value.At("spec", "selector") is JsonObject { Count: > 0 } selector)
            {
                var chosen = LabelSelector.FromLabels(selector);
                var pods = cluster.Store.List(ResourceKinds.Pods, ns)
                    .Where(p => chosen.Matches(p.Value.Labels()) && p.Value.Text("status", "podIP") is not null && p.Value.Text("status", "phase") != "Failed").Select(p => p.Value).ToList();
                Write(ResourceKinds.Endpoints, service.Value.Name(), NewEndpoints(service.Value, pods));
                Write(ResourceKinds.EndpointSlices, $"{service.Value.Name()}-{Chance.Letters(Chance.Hash(service.Value.Uid()), 5)}", NewSlice(service.Value, pods));
            }
        }
    }

    void Write(ResourceKind kind, string name, JsonObject wanted)
    {
        var ns = wanted.Namespace();
        if (cluster.Store.Find(kind, ns, name) is { } stored)
        {
            cluster.Amend(stored, o =>
            {
                foreach (var field in Fields)
                {
                    o.Remove(field);
                    if (wanted[field] is { } value)
                    {
                        o[field] = value.DeepClone();
                    }
                }
            });
            return;
        }

        var metadata = wanted.Metadata();
        metadata["name"] = name;
        metadata["uid"] = cluster.Chance.Uid();
        metadata["creationTimestamp"] = cluster.Clock.Now.Stamp();
        cluster.Store.Put(kind, wanted);
    }

    static JsonObject NewEndpoints(JsonObject service, List<JsonObject> pods)
    {
        var endpoints = New("v1", "Endpoints", service);
        endpoints.Metadata()["labels"] = service.Labels()?.DeepClone() ?? new JsonObject();
        var living = pods.Where(p => !p.IsTerminating()).ToList();
        if (living.Count > 0)
        {
            var subset = new JsonObject();
            AddAddresses(subset, "addresses", living.Where(p => p.IsConditionTrue("Ready")));
            AddAddresses(subset, "notReadyAddresses", living.Where(p => !p.IsConditionTrue("Ready")));
            subset["ports"] = Ports(service, living);
            endpoints["subsets"] = new JsonArray(subset);
        }

        return endpoints;
    }

    static void AddAddresses(JsonObject subset, string name, IEnumerable<JsonObject> pods)
    {
        var addresses = new JsonArray([.. pods.Select(p => new JsonObject
        {
            ["ip"] = p.Text("status", "podIP"),
            ["nodeName"] = p.Text("spec", "nodeName"),
            ["targetRef"] = Reference(p),
        })]);
        if (addresses.Count > 0)
        {
            subset[name] = addresses;
        }
    }

    static JsonObject NewSlice(JsonObject service, List<JsonObject> pods)
    {
        var slice = New("discovery.k8s.io/v1", "EndpointSlice", service);
        slice.Metadata()["labels"] = new JsonObject
        {
            ["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io",
            ["kubernetes.io/service-name"] = service.Name(),
        };
        slice.Metadata()["ownerReferences"] = new JsonArray(service.ControllerReference());
        slice["addressType"] = "IPv4";
        slice["endpoints"] = new JsonArray([.. pods.Select(p => new JsonObject
        {
            ["addresses"] = new JsonArray(p.Text("status", "podIP")),
            ["conditions"] = new JsonObject
            {
                ["ready"] = p.IsConditionTrue("Ready") && !p.IsTerminating(),
                ["serving"] = p.IsConditionTrue("Ready"),
                ["terminating"] = p.IsTerminating(),
            },
            ["nodeName"] = p.Text("spec", "nodeName"),
            ["targetRef"] = Reference(p),
        })]);
        slice["ports"] = Ports(service, pods);
        return slice;
    }

    static JsonObject New(string apiVersion, string kind, JsonObject service) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = service.Name(), ["namespace"] = service.Namespace() },
    };

    static JsonObject Reference(JsonObject pod) => new()
    { ["kind"] = "Pod", ["namespace"] = pod.Namespace(), ["name"] = pod.Name(), ["uid"] = pod.Uid() };

    static JsonArray Ports(JsonObject service, List<JsonObject> pods) => new([.. service.Items("spec", "ports").Select(p => new JsonObject
    {
        ["name"] = p.Text("name") ?? "",
        ["port"] = TargetPort(p, pods),
        ["protocol"] = p.Text("protocol") ?? "TCP",
    })]);

    static int TargetPort(JsonObject port, List<JsonObject> pods) =>
        port.Number("targetPort")
        ?? pods.SelectMany(p => p.Items("spec", "containers")).SelectMany(c => c.Items("ports"))
            .FirstOrDefault(c => c.Text("name") == port.Text("targetPort")).Number("containerPort")
        ?? port.Number("port") ?? 0;
}
