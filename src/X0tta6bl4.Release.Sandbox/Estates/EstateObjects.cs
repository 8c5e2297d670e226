using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Estates;

/// <summary>The objects that a cluster of the estate starts with.</summary>
internal static class EstateObjects
{
    static readonly string[] OwnNamespaces = ["default", "kube-system"];

    /// <summary>All of them, in an order in which they can be created.</summary>
    public static IEnumerable<(ResourceKind Kind, JsonObject Value)> Of(ClusterRow cluster, string version)
    {
        yield return (ResourceKinds.Nodes, Node(cluster.Name));
        foreach (var ns in OwnNamespaces.Concat(cluster.Namespaces))
        {
            yield return (ResourceKinds.Namespaces, New("v1", "Namespace", "", ns));
            yield return (ResourceKinds.ServiceAccounts, New("v1", "ServiceAccount", ns, "default"));
        }

        foreach (var row in cluster.CronJobs)
        {
            yield return (ResourceKinds.CronJobs, CronJob(row));
        }

        foreach (var row in cluster.Workloads)
        {
            if (row.ServiceType is not null)
            {
                yield return (ResourceKinds.Services, Service(row));
            }

            yield return (ResourceKinds.Deployments, Deployment(row, version));
        }
    }

    static JsonObject CronJob(CronJobRow row)
    {
        var cronJob = New("batch/v1", "CronJob", row.Namespace, row.Name);
        cronJob["spec"] = new JsonObject
        {
            ["schedule"] = "0 * * * *",
            ["jobTemplate"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["template"] = new JsonObject
                    {
                        ["spec"] = new JsonObject { ["restartPolicy"] = "Never", ["containers"] = new JsonArray(new JsonObject { ["name"] = row.Name, ["image"] = row.Image }) },
                    },
                },
            },
        };
        return cronJob;
    }

    static JsonObject Deployment(WorkloadRow row, string version)
    {
        var deployment = New("apps/v1", "Deployment", row.Namespace, row.Name);
        deployment.Metadata()["labels"] = Labels(row);
        deployment["spec"] = new JsonObject
        {
            ["replicas"] = row.Replicas,
            ["revisionHistoryLimit"] = 5,
            ["progressDeadlineSeconds"] = 60,
            ["strategy"] = row.FixedVersion is null
                ? new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["maxSurge"] = 1, ["maxUnavailable"] = 0 } }
                : new JsonObject { ["type"] = "Recreate" },
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = row.Name } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = Labels(row) },
                ["spec"] = new JsonObject
                {
                    ["terminationGracePeriodSeconds"] = 15,
                    ["containers"] = new JsonArray(Container(row, row.FixedVersion ?? version)),
                },
            },
        };
        return deployment;
    }

    static JsonObject Container(WorkloadRow row, string version)
    {
        var container = new JsonObject
        {
            ["name"] = row.Container,
            ["image"] = $"x0tta6bl4/{row.Container}:{version}",
            ["imagePullPolicy"] = "IfNotPresent",
            ["env"] = new JsonArray(
                new JsonObject { ["name"] = "PORT", ["value"] = row.Port.ToString(CultureInfo.InvariantCulture) },
                new JsonObject { ["name"] = "DRAIN_SECONDS", ["value"] = "3" }),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["containerPort"] = row.Port }),
            ["readinessProbe"] = new JsonObject { ["httpGet"] = Get("/ready"), ["periodSeconds"] = 1, ["failureThreshold"] = 2 },
            ["livenessProbe"] = new JsonObject { ["httpGet"] = Get("/health"), ["periodSeconds"] = 5 },
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = "10m", ["memory"] = "16Mi" },
                ["limits"] = new JsonObject { ["memory"] = "128Mi" },
            },
        };
        if (row.StartupTries is { } tries)
        {
            container["startupProbe"] = new JsonObject { ["httpGet"] = Get("/health"), ["periodSeconds"] = 2, ["failureThreshold"] = tries };
        }

        return container;
    }

    static JsonObject Service(WorkloadRow row)
    {
        var service = New("v1", "Service", row.Namespace, row.Name);
        service.Metadata()["labels"] = new JsonObject { ["app"] = row.Name };
        service["spec"] = new JsonObject
        {
            ["type"] = row.ServiceType,
            ["selector"] = new JsonObject { ["app"] = row.Name },
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = row.Port, ["targetPort"] = "http" }),
        };
        return service;
    }

    static JsonObject Node(string cluster)
    {
        var node = New("v1", "Node", "", $"{cluster}-node");
        node.Metadata()["labels"] = new JsonObject
        {
            ["kubernetes.io/arch"] = "amd64", ["kubernetes.io/os"] = "linux", ["kubernetes.io/hostname"] = $"{cluster}-node",
        };
        node["spec"] = new JsonObject { ["podCIDR"] = "10.201.0.0/16" };
        return node;
    }

    /// <summary>The status of a node that is well.</summary>
    public static JsonObject NodeStatus(string name, string now) => new()
    {
        ["addresses"] = new JsonArray(new JsonObject { ["type"] = "Hostname", ["address"] = name }),
        ["capacity"] = Capacity(),
        ["allocatable"] = Capacity(),
        ["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "Ready", ["status"] = "True", ["reason"] = "KubeletReady", ["message"] = "kubelet is posting ready status",
            ["lastHeartbeatTime"] = now, ["lastTransitionTime"] = now,
        }),
        ["nodeInfo"] = new JsonObject
        {
            ["architecture"] = "amd64", ["operatingSystem"] = "linux", ["osImage"] = "Sandbox", ["kernelVersion"] = "6.1.0",
            ["containerRuntimeVersion"] = "containerd://1.7.22", ["kubeletVersion"] = "v1.31.0", ["kubeProxyVersion"] = "v1.31.0",
            ["bootID"] = "", ["machineID"] = "", ["systemUUID"] = "",
        },
    };

    static JsonObject Capacity() => new() { ["cpu"] = "4", ["memory"] = "8Gi", ["pods"] = "110" };

    static JsonObject Get(string path) => new() { ["path"] = path, ["port"] = "http" };

    static JsonObject Labels(WorkloadRow row) => new() { ["app"] = row.Name, ["app.kubernetes.io/part-of"] = "x0tta6bl4" };

    static JsonObject New(string apiVersion, string kind, string ns, string name)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns.Length > 0)
        {
            metadata["namespace"] = ns;
        }

        return new() { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
    }
}
