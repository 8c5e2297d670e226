using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>Sends the steps of one case and keeps the answers as they come.</summary>
sealed partial class CaseRunner : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    readonly ConformanceServer server;
    readonly Dictionary<string, string> variables;
    readonly JsonArray answers = [];
    WatchReader? watch;

    CaseRunner(ConformanceServer server, string ns)
    {
        this.server = server;
        variables = new() { ["ns"] = ns };
    }

    /// <summary>Runs a case in a namespace that is made for it and deleted afterwards.</summary>
    /// <returns>One object for each answer that counts.</returns>
    public static async Task<JsonArray> RunAsync(ConformanceServer server, ConformanceCase known, string ns)
    {
        using var runner = new CaseRunner(server, ns);
        await runner.EnsureAsync("POST", "/api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = ns } }.ToJsonString());
        try
        {
            foreach (var step in known.Steps)
            {
                await runner.RunAsync(step);
            }
        }
        finally
        {
            await runner.EnsureAsync("DELETE", $"/api/v1/namespaces/{ns}", null);
        }

        return runner.answers;
    }

    /// <inheritdoc/>
    public void Dispose() => watch?.Dispose();

    async Task RunAsync(CaseStep step)
    {
        switch (step)
        {
            case CaseStep.Send send:
                await SendAsync(send);
                break;
            case CaseStep.Wait wait:
                await WaitAsync(wait);
                break;
            case CaseStep.Watch { Path: var path, Headers: var headers }:
                watch?.Dispose();
                var request = Request("GET", path, headers);
                watch = await WatchReader.OpenAsync(server, request);
                answers.Add(new JsonObject { ["step"] = $"watch {path}", ["code"] = watch.Code });
                break;
            case CaseStep.Events { Count: var count, Keep: var keep, IsPassing: var isPassing }:
                var events = await (watch ?? throw new InvalidDataException("no watch is open")).ReadAsync(count, isPassing || count is null, Patience);
                answers.Add(new JsonObject { ["step"] = "events", ["events"] = new JsonArray([.. events.Select(e => Kept(e, keep))]) });
                break;
            case CaseStep.Exec exec:
                answers.Add(await ExecCall.RunAsync(server, exec with { Path = Filled(exec.Path) }, exec.Path));
                break;
            default:
                throw new InvalidDataException($"unknown step {step}");
        }
    }

    async Task SendAsync(CaseStep.Send send)
    {
        using var request = Request(send.Method, send.Path, send.Headers);
        if (send.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Filled(send.Body)));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", send.ContentType);
        }

        using var response = await server.Client.SendAsync(request, TestSandbox.Cancelled);
        var body = Read(await response.Content.ReadAsStringAsync(TestSandbox.Cancelled));
        if (send.IsQuiet && !response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{send.Method} {send.Path} was only meant to prepare, and failed: {body}");
        }

        foreach (var (name, path) in send.Capture)
        {
            variables[name] = JsonPaths.Find(body, path).FirstOrDefault().Value?.ToString() ?? throw new InvalidOperationException($"{send.Path} has no {path}: {body}");
        }

        if (!send.IsQuiet)
        {
            answers.Add(new JsonObject
            {
                ["step"] = $"{send.Method} {send.Path}",
                ["code"] = (int)response.StatusCode,
                ["type"] = response.Content.Headers.ContentType?.MediaType,
                ["body"] = Kept(body, send.Keep),
            });
        }
    }

    async Task WaitAsync(CaseStep.Wait wait)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            using var response = await server.Client.SendAsync(Request("GET", wait.Path, new Dictionary<string, string>()), TestSandbox.Cancelled);
            var body = Read(await response.Content.ReadAsStringAsync(TestSandbox.Cancelled));
            if (response.IsSuccessStatusCode && JsonPaths.Find(body, wait.Field).Any(f => wait.Value is null || JsonNode.DeepEquals(f.Value, wait.Value)))
            {
                return;
            }

            await server.PassAsync();
        }

        throw new TimeoutException($"{Filled(wait.Path)} did not come to have {wait.Field} {wait.Value} in 30 s");
    }

    async Task EnsureAsync(string method, string path, string? body)
    {
        using var request = Request(method, path, new Dictionary<string, string>());
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Client.SendAsync(request, TestSandbox.Cancelled);
        if (!response.IsSuccessStatusCode && (method != "DELETE"))
        {
            throw new InvalidOperationException($"{method} {path}: {await response.Content.ReadAsStringAsync(TestSandbox.Cancelled)}");
        }
    }

    HttpRequestMessage Request(string method, string path, IReadOnlyDictionary<string, string> headers)
    {
        var request = new HttpRequestMessage(new(method), new Uri(server.Address, Filled(path)));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("conformance", "1"));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    string Filled(string text) => Variable().Replace(text, m => variables.GetValueOrDefault(m.Groups["name"].Value, m.Value));

    static JsonNode? Kept(JsonNode? body, IReadOnlyList<string> keep) => keep.Count == 0
        ? body?.DeepClone()
        : new JsonObject(keep.SelectMany(path => JsonPaths.Find(body, path)).DistinctBy(f => f.Path).Select(f => KeyValuePair.Create(f.Path, f.Value?.DeepClone())));

    static JsonNode? Read(string text)
    {
        try
        {
            return text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
