using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>The port by which the sandbox itself is governed.</summary>
internal sealed class ControlServer(SandboxServer server)
{
    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var reply = (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", "/sandbox/health") => Done(),
            ("POST", "/sandbox/stop") => Do(() => server.RequestStop("asked to")),
            ("POST", "/sandbox/reset") => Do(server.Estate.Install),
            ("POST", "/sandbox/compact") => Do(Compact),
            ("POST", "/sandbox/scenario") => await SetScenarioAsync(context.Request, cancellationToken).ConfigureAwait(false),
            _ => ApiReply.Of(new JsonObject { ["error"] = "no such path" }, 404),
        };
        await reply.WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
    }

    async Task<ApiReply> SetScenarioAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await request.Body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        var name = stream.Length == 0 ? null : JsonNode.Parse(stream.ToArray()).Text("name");
        if (name is null || ScenarioTable.Find(name) is null)
        {
            var known = string.Join(", ", ScenarioTable.All.Select(s => s.Name));
            return ApiReply.Of(new JsonObject { ["error"] = $"scenario {name} is unknown; known are {known}" }, 400);
        }

        return Do(() => server.SetScenario(name));
    }

    void Compact()
    {
        foreach (var cluster in server.Estate.Clusters)
        {
            cluster.Cluster.Do(cluster.Cluster.Store.Compact);
        }
    }

    ApiReply Do(Action action)
    {
        action();
        return Done();
    }

    ApiReply Done() => ApiReply.Of(new JsonObject
    {
        ["status"] = "ok",
        ["pid"] = Environment.ProcessId,
        ["scenario"] = server.Estate.Scenario.Current.Name,
    });
}
