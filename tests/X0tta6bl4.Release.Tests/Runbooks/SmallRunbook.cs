namespace X0tta6bl4.Release.Tests.Runbooks;

/// <summary>A valid runbook with one of everything, for tests that spoil it.</summary>
static class SmallRunbook
{
    public const string Text = """
        version: 1
        budget: 2h
        endpoints: [api]
        estates:
          lab:
            kubernetesAtLeast: "1.28"
            clusters:
              - name: east
                context: lab-east
                role: primary
                metrics: none
              - name: west
                context: lab-west
                metrics: http://prometheus:9090
            registry:
              url: https://registry.example.com
              credentials: { userNameVariable: REG_USER, passwordVariable: REG_PASSWORD }
              mirror: registry.example.com
            endpoints:
              api: https://api.example.com
            overrides:
              soak: 0s
          toy:
            embedded: true
            clusters:
              - { name: east, context: east, role: primary, metrics: none }
              - { name: west, context: west, metrics: none }
        components:
          gateway:
            image: example/gateway
            strategy:
              maxSurge: 25%
              maxUnavailable: 0
            placements:
              east:
                namespace: system
                workload: gateway
                container: gateway
                timeout: 10m
                checks:
                  - http: { endpoint: api, path: /health }
          agents:
            image: example/agents
            placements:
              east:
                namespace: system
                workload: agents
                container: agents
              west:
                namespace: system
                workload: agents-west
                container: agents
                checks:
                  - exec: { command: [curl, -f, "http://localhost/"] }
        charts:
          vault:
            cluster: east
            namespace: vault
            chart: hashicorp/vault
            version: 0.29.1
            values: k8s/vault.yaml
        stages:
          - name: Prepare
            budget: 15m
            owner: devops-engineer
          - name: UpdateGateway
            budget: 10m
            owner: devops-engineer
            waves:
              - placements: [gateway@east]
                soak: 30s
          - name: UpdateAgents
            sharesBudgetWith: UpdateGateway
            owner: devops-engineer
            waves:
              - placements: [agents@east]
                soak: 30s
              - placements: [agents@west]
          - name: Validate
            budget: 15m
            owner: qa-engineer
            byHand: Look at it.
          - name: UpdateInfra
            budget: 15m
            owner: devops-engineer
            charts: [vault]
        """;

    /// <summary>The text with one part, which must be there exactly once, replaced.</summary>
    public static string With(string part, string replacement)
    {
        Assert.True(Text.Split(part).Length == 2, $"'{part}' must stand in the small runbook exactly once.");
        return Text.Replace(part, replacement, StringComparison.Ordinal);
    }
}
