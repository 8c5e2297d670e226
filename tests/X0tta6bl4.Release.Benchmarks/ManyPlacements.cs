using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>A release of 300 placements in 30 simulated clusters, at the speed of life.</summary>
static class ManyPlacements
{
    const int Edges = 27;
    const int Workloads = 11;

    /// <summary>Edge clusters that change before the others do.</summary>
    const int First = 3;

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        var root = Checkout.Copy();
        await File.WriteAllTextAsync(Path.Combine(root.FullName, "build", "runbook.yaml"), Runbook());
        await SandboxProgram.StartAsync(Path.Combine(root.FullName, ".nuke", "temp", "sandbox"), "--edges", $"{Edges}x{Workloads}");
        var run = await MeasuredRelease.RunAsync(root.FullName, "--estate", "sandbox");
        root.Delete(recursive: true);
        yield return Line.OfRuns("300 placements in 30 clusters: duration of a release", [run.Seconds], "s", 60);
        yield return Line.OfRuns("300 placements in 30 clusters: peak memory of the runner", [run.Runner / MeasuredRelease.Megabyte], "MB");
        yield return Line.OfRuns("300 placements in 30 clusters: peak memory of both processes", [(run.Runner + run.Sandbox) / MeasuredRelease.Megabyte], "MB", 600);
    }

    // One placement on each of the estate's own clusters, the others on the edge: first on a few clusters, then on all.
    static string Runbook()
    {
        string[] edges = [.. Enumerable.Range(1, Edges).Select(number => $"edge-{number:00}")];
        string[] own = ["eks-us-east-1", "k3s-moscow", "k3s-spb"];
        string[] services = [.. Enumerable.Range(1, Workloads).Select(number => $"service-{number:00}")];
        return $$"""
            version: 1
            budget: 1h
            estates:
              sandbox:
                embedded: true
                kubernetesAtLeast: "1.28"
                clusters:
            {{Lines(own.Concat(edges), name => $"      - {{ name: {name}, context: {name}, metrics: none{(name == own[0] ? ", role: primary" : "")} }}")}}
            components:
              cultural-agents:
                image: x0tta6bl4/cultural-agents
                placements:
            {{Lines(own, name => Placement(name, name == own[0] ? "cultural-agents" : $"cultural-agents-{name["k3s-".Length..]}"))}}
            {{Lines(services, service => $"  {service}:\n    image: x0tta6bl4/cultural-agents\n    placements:\n{Lines(edges, edge => Placement(edge, service))}")}}
            stages:
              - { name: Prepare, budget: 10m, owner: devops-engineer }
              - name: UpdateAgents
                budget: 30m
                owner: devops-engineer
                waves:
                  - placements: [{{string.Join(", ", own.Select(name => $"cultural-agents@{name}"))}}]
                  - placements: [{{Everywhere(services, edges[..First])}}]
                  - placements: [{{Everywhere(services, edges[First..])}}]

            """;
    }

    static string Placement(string cluster, string workload) =>
        $"      {cluster}: {{ namespace: x0tta6bl4-system, workload: {workload}, container: cultural-agents, timeout: 10m }}";

    static string Everywhere(string[] services, string[] clusters) => string.Join(", ", clusters.SelectMany(cluster => services.Select(service => $"{service}@{cluster}")));

    static string Lines(IEnumerable<string> names, Func<string, string> line) => string.Join('\n', names.Select(line));
}
