using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm.Charts;

/// <summary>prometheus-community/kube-prometheus-stack. The StatefulSet, which the real chart leaves to its operator, is part of the manifest here.</summary>
internal static class PrometheusStackChart
{
    const string PortName = "http";

    public static Chart Of(string version, string theOperator, string prometheus, string grafana) =>
        new("prometheus-community", "kube-prometheus-stack", version, theOperator, Defaults(theOperator, prometheus, grafana), Render);

    static JsonObject Defaults(string theOperator, string prometheus, string grafana) => (JsonObject)JsonNode.Parse($$$"""
        {
          "prometheusOperator": {
            "enabled": true, "image": {"repository": "prometheus-operator/prometheus-operator", "tag": "{{{theOperator}}}"}, "resources": {}
          },
          "prometheus": {
            "enabled": true, "service": {"port": 9090},
            "prometheusSpec": {"image": {"repository": "prometheus/prometheus", "tag": "{{{prometheus}}}"}, "replicas": 1, "retention": "10d", "resources": {}}
          },
          "grafana": {
            "enabled": true, "replicas": 1, "image": {"repository": "grafana/grafana", "tag": "{{{grafana}}}"}, "service": {"port": 80, "targetPort": 3000},
            "readinessProbe": {"httpGet": {"path": "/api/health"}}, "resources": {}
          },
          "kubeStateMetrics": {"enabled": true},
          "kube-state-metrics": {"image": {"repository": "kube-state-metrics/kube-state-metrics", "tag": "v2.13.0"}, "replicas": 1, "resources": {}},
          "nodeExporter": {"enabled": true},
          "prometheus-node-exporter": {"image": {"repository": "prometheus/node-exporter", "tag": "v1.8.2"}, "service": {"port": 9100}, "resources": {}}
        }
        """)!;

    static IEnumerable<JsonObject> Render(Rendering r) => [.. Operator(r), .. Prometheus(r), .. Grafana(r), .. StateMetrics(r), .. NodeExporter(r)];

    static JsonObject[] Operator(Rendering r) => !r.Wants("prometheusOperator") ? [] : Part(
        r, 8080, new("Deployment", $"{r.Release}-operator", "prometheus-operator", (PortName, 8080)) { Section = r.Values["prometheusOperator"], ReadinessPath = "/healthz" });

    static IEnumerable<JsonObject> Prometheus(Rendering r)
    {
        if (r.Wants("prometheus"))
        {
            var (name, spec) = ($"{r.Release}-prometheus", r.Values.At("prometheus", "prometheusSpec"));
            yield return r.ServiceAccount(name, "prometheus");
            yield return r.ConfigMap(name, "prometheus", "retention", spec.Text("retention") ?? "");
            yield return r.Service(name, "prometheus", r.Values.Number("prometheus", "service", "port") ?? 9090, PortName);
            yield return new Workload("StatefulSet", $"prometheus-{r.Release}", "prometheus", (PortName, 9090))
            {
                Section = spec, Replicas = spec.Number("replicas") ?? 1, ReadinessPath = "/-/ready", ServiceAccount = name, ServiceName = name,
                Arguments = [$"--storage.tsdb.retention.time={spec.Text("retention")}", "--web.enable-lifecycle"],
            }.Render(r);
        }
    }

    static IEnumerable<JsonObject> Grafana(Rendering r)
    {
        if (r.Wants("grafana"))
        {
            var grafana = r.Values["grafana"];
            yield return r.ConfigMap($"{r.Release}-grafana", "grafana", "grafana.ini", "[analytics]\ncheck_for_updates = true\n");
            foreach (var made in Part(r, grafana.Number("service", "port") ?? 80, new("Deployment", $"{r.Release}-grafana", "grafana", (PortName, grafana.Number("service", "targetPort") ?? 3000))
            {
                Section = grafana, Replicas = grafana.Number("replicas") ?? 1, ReadinessPath = grafana.Text("readinessProbe", "httpGet", "path") ?? "/api/health",
            }))
            {
                yield return made;
            }
        }
    }

    static JsonObject[] StateMetrics(Rendering r) => !r.Wants("kubeStateMetrics") ? [] : Part(
        r, 8080, new("Deployment", $"{r.Release}-kube-state-metrics", "kube-state-metrics", (PortName, 8080))
        {
            Section = r.Values["kube-state-metrics"], Replicas = r.Values.Number("kube-state-metrics", "replicas") ?? 1, ReadinessPath = "/healthz",
        });

    static JsonObject[] NodeExporter(Rendering r)
    {
        var port = r.Values.Number("prometheus-node-exporter", "service", "port") ?? 9100;
        return !r.Wants("nodeExporter") ? [] : Part(
            r, port, new("DaemonSet", $"{r.Release}-node-exporter", "node-exporter", (PortName, port)) { Section = r.Values["prometheus-node-exporter"] });
    }

    /// <summary>A workload with a Service and a ServiceAccount of its name.</summary>
    static JsonObject[] Part(Rendering r, int port, Workload workload) =>
    [
        r.ServiceAccount(workload.Name, workload.Component),
        r.Service(workload.Name, workload.Component, port, PortName),
        (workload with { ServiceAccount = workload.Name }).Render(r),
    ];
}
