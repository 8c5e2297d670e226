using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.OverTime;

/// <summary>Makes and changes one workload in a namespace of its own, and writes down what controllers do.</summary>
sealed partial class RolloutRecorder(ConformanceServer server, RolloutCase known, string ns)
{
    const string Strategic = "application/strategic-merge-patch+json";

    /// <summary>How many times a little time passes (<see cref="ConformanceServer.PassAsync"/>, 100 ms) before a change has failed to come to its end.</summary>
    const int Patience = 1200;

    readonly PartNames names = new();

    string Apps => $"/apis/apps/v1/namespaces/{ns}";

    string Collection => $"{Apps}/{known.Kind.ToLowerInvariant()}s";

    string Parts => known.Kind == "Deployment" ? $"{Apps}/replicasets" : $"/api/v1/namespaces/{ns}/pods";

    /// <summary>Runs the case.</summary>
    public async Task<RolloutTrace> RunAsync()
    {
        await SendAsync("POST", "/api/v1/namespaces", $$$"""{"metadata": {"name": "{{{ns}}}"}}""");
        try
        {
            await UntilAsync($"/api/v1/namespaces/{ns}/serviceaccounts", list => list.Items("items").Any());
            using var workload = await Tracing.OpenAsync(server, Collection);
            using var parts = await Tracing.OpenAsync(server, Parts);
            await SendAsync("POST", Collection, known.Manifest().ToJsonString());
            var phases = new List<RolloutPhase> { await PhaseAsync(workload, parts, "complete") };
            foreach (var change in known.Changes)
            {
                await (change.Delete is { } pod
                    ? SendAsync("DELETE", $"{Parts}/{pod}", null)
                    : SendAsync("PATCH", $"{Collection}/{RolloutCase.Workload}", change.Body().ToJsonString(), Strategic));
                phases.Add(await PhaseAsync(workload, parts, change.Until));
            }

            var events = (await GetAsync($"/api/v1/namespaces/{ns}/events")).Items("items").Where(e => e.Text("involvedObject", "kind") is "Deployment" or "ReplicaSet" or "StatefulSet");
            return new RolloutTrace(phases, [.. events.Select(Shape).Distinct().Order(StringComparer.Ordinal)]);
        }
        finally
        {
            await SendAsync("DELETE", $"/api/v1/namespaces/{ns}", null);
        }
    }

    async Task<RolloutPhase> PhaseAsync(Tracing workload, Tracing parts, string until)
    {
        await (until == "still" ? StillAsync() : UntilAsync($"{Collection}/{RolloutCase.Workload}", o => until == "failed" ? Failed(o) : Complete(o)));
        var seen = (await workload.TakeAsync(server)).Select(e => Counts(e["object"]!["status"]));
        var happened = await parts.TakeAsync(server);
        var told = known.Kind == "Deployment" ? names.SetStates(happened) : names.PodSteps(happened);
        var end = await GetAsync($"{Collection}/{RolloutCase.Workload}");
        var conditions = end.Items("status", "conditions").Select(c => $"{c.Text("type")}={c.Text("status")} {c.Text("reason")}").Order(StringComparer.Ordinal);
        return new RolloutPhase(Distinct(seen), Distinct(told), [Counts(end["status"]), .. conditions, .. names.Now()]);
    }

    // The recorded version does not count the pods of a StatefulSet that are available.
    string Counts(JsonNode? status) =>
        string.Join(' ', new[] { "replicas", "updatedReplicas", "readyReplicas", "availableReplicas" }[..(known.Kind == "Deployment" ? 4 : 3)].Select(field => (status.Number(field) ?? 0).ToString(CultureInfo.InvariantCulture)));

    static bool Failed(JsonObject o) => IsObserved(o) && o.Items("status", "conditions").Any(c => c.Text("type") == "Progressing" && c.Text("status") == "False");

    // A StatefulSet counts those that are updated only while it updates.
    bool Complete(JsonObject o)
    {
        var (wanted, status) = (o.Number("spec", "replicas") ?? 1, o["status"]);
        var counts = (status.Number("replicas") ?? 0, status.Number("readyReplicas") ?? 0);
        return IsObserved(o) && counts == (wanted, wanted) && (known.Kind == "StatefulSet"
            ? status.Text("currentRevision") == status.Text("updateRevision")
            : (status.Number("updatedReplicas") ?? 0) == wanted && (status.Number("availableReplicas") ?? 0) == wanted
                && o.Items("status", "conditions").Any(c => c.Text("reason") is "NewReplicaSetAvailable"));
    }

    static bool IsObserved(JsonObject o) => (o.Number("status", "observedGeneration") ?? 0) >= (o.Number("metadata", "generation") ?? 1);

    async Task UntilAsync(string path, Func<JsonObject, bool> holds)
    {
        for (var tries = 0; tries < Patience; tries++)
        {
            if (holds(await GetAsync(path)))
            {
                return;
            }

            await server.PassAsync();
        }

        throw new TimeoutException($"{known.Name}: {path} is {await GetAsync(path)}");
    }

    // Three seconds without news, and what was asked for is known to the controller.
    async Task StillAsync()
    {
        var (last, quiet) = ("", 0);
        for (var tries = 0; quiet < 30; tries++)
        {
            var versions = string.Join(' ', (await GetAsync(Collection)).Items("items").Concat((await GetAsync(Parts)).Items("items")).Select(o => o.Text("metadata", "resourceVersion")));
            quiet = versions == last ? quiet + 1 : 0;
            last = versions;
            if (tries > Patience)
            {
                throw new TimeoutException($"{known.Name}: something always happens");
            }

            await server.PassAsync();
        }
    }

    async Task<JsonObject> GetAsync(string path) =>
        (JsonObject)JsonNode.Parse(await server.Client.GetStringAsync(new Uri(server.Address, path), TestSandbox.Cancelled))!;

    async Task SendAsync(string method, string path, string? body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new(method), new Uri(server.Address, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        using var response = await server.Client.SendAsync(request, TestSandbox.Cancelled);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {await response.Content.ReadAsStringAsync(TestSandbox.Cancelled)}");
    }

    static List<string> Distinct(IEnumerable<string> states)
    {
        var kept = new List<string>();
        foreach (var state in states.Where(state => kept.Count == 0 || kept[^1] != state))
        {
            kept.Add(state);
        }

        return kept;
    }

    // Later versions say from how many a ReplicaSet was scaled; a client that tells much of one object sums it up after a while.
    static string Shape(JsonObject told) =>
        $"{told.Text("involvedObject", "kind")} {told.Text("type")} {told.Text("reason")}: {Numbers().Replace(Names().Replace(told.Text("message") ?? "", RolloutCase.Workload), "N")}"
            .Replace(" to N from N", " to N", StringComparison.Ordinal).Replace("(combined from similar events): ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\bworkload-[a-z0-9-]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex(@"\b\d+\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
