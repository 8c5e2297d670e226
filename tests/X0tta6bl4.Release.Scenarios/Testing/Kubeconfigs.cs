namespace X0tta6bl4.Release.Scenarios.Testing;

static class Kubeconfigs
{
    /// <summary>Three contexts on a port where nobody listens.</summary>
    public const string Unreachable = """
        apiVersion: v1
        kind: Config
        clusters: [{name: nobody, cluster: {server: "http://127.0.0.1:1"}}]
        users: [{name: nobody, user: {}}]
        contexts:
        - {name: eks-us-east-1, context: {cluster: nobody, user: nobody}}
        - {name: k3s-moscow, context: {cluster: nobody, user: nobody}}
        - {name: k3s-spb, context: {cluster: nobody, user: nobody}}
        """;
}
