using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server fills in for pod specs, in pods and in templates.</summary>
internal static class PodDefaults
{
    public static void Apply(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        if (spec.Text("serviceAccountName") is { } account)
        {
            spec.Default("serviceAccount", account);
        }

        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            Container(container);
        }

        foreach (var volume in spec.Items("volumes"))
        {
            foreach (var source in new[] { "configMap", "secret", "projected", "downwardAPI" })
            {
                (volume[source] as JsonObject)?.Default("defaultMode", 420);
            }

            (volume["hostPath"] as JsonObject)?.Default("type", "");
        }
    }

    static void Container(JsonObject container)
    {
        foreach (var part in new[] { "limits", "requests" })
        {
            SmallDefaults.Quantities(container.At("resources", part) as JsonObject);
        }

        container.Default("imagePullPolicy", ImageReference.Parse(container.Text("image") ?? "").Tag == "latest" ? "Always" : "IfNotPresent");
        container.Default("resources", new JsonObject());
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        foreach (var port in container.Items("ports"))
        {
            port.Default("protocol", "TCP");
        }

        foreach (var name in new[] { "readinessProbe", "livenessProbe", "startupProbe" })
        {
            if (container[name] is JsonObject probe)
            {
                Probe(probe);
            }
        }

        foreach (var hook in new[] { "preStop", "postStart" })
        {
            Get(container.At("lifecycle", hook, "httpGet") as JsonObject);
        }

        foreach (var variable in container.Items("env"))
        {
            (variable.At("valueFrom", "fieldRef") as JsonObject)?.Default("apiVersion", "v1");
        }
    }

    static void Probe(JsonObject probe)
    {
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
        Get(probe["httpGet"] as JsonObject);
    }

    static void Get(JsonObject? get)
    {
        get?.Default("scheme", "HTTP");
        get?.Default("path", "/");
    }
}
