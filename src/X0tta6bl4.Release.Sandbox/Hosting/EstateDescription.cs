using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>What clients are told: estate.json and a kubeconfig.</summary>
internal static class EstateDescription
{
    public static JsonObject Of(SandboxServer server, SandboxOptions options, DateTimeOffset now) => new()
    {
        ["pid"] = Environment.ProcessId,
        ["startedAt"] = now.Stamp(),
        ["version"] = typeof(EstateDescription).Assembly.GetName().Version?.ToString(3),
        ["installed"] = server.Estate.Scenario.Installed,
        ["scenario"] = server.Estate.Scenario.Current.Name,
        ["speed"] = options.Speed,
        ["control"] = Text(server.Address("control")),
        ["clusters"] = new JsonArray([.. server.Estate.Clusters.Select(c => new JsonObject { ["name"] = c.Name, ["server"] = Text(server.Address(c.Name)) })]),
        ["registry"] = Text(server.Address("registry")),
        ["endpoints"] = new JsonObject(server.Estate.FrontEnds.Keys.Append("prometheus").Select(h => KeyValuePair.Create<string, JsonNode?>(h, Text(server.Address(h))))),
        ["slack"] = Text(server.Address("slack")) + Notices.SlackSink.Path,
        ["kubeconfig"] = Path.Combine(options.StateDirectory, "kubeconfig"),
    };

    public static string Kubeconfig(SandboxServer server)
    {
        var text = new StringBuilder("apiVersion: v1\nkind: Config\nclusters:\n");
        foreach (var cluster in server.Estate.Clusters)
        {
            text.Append($"- name: {cluster.Name}\n  cluster:\n    server: {Text(server.Address(cluster.Name))}\n");
        }

        text.Append("users:\n- name: sandbox\n  user:\n    token: sandbox\ncontexts:\n");
        foreach (var cluster in server.Estate.Clusters)
        {
            text.Append($"- name: {cluster.Name}\n  context:\n    cluster: {cluster.Name}\n    user: sandbox\n");
        }

        return text.Append($"current-context: {server.Estate.Clusters[0].Name}\n").ToString();
    }

    static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
