using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>The cases as they are written, and what is kept beside them.</summary>
static class CaseFiles
{
    static readonly string[] Known = ["send", "type", "headers", "accept", "body", "text", "keep", "capture", "quiet", "wait", "field", "value", "watch", "events", "passing", "exec", "protocol", "input"];

    public static string Folder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "tests", "X0tta6bl4.Release.Sandbox.Tests", "Conformance");

    /// <summary>Every case, area by area.</summary>
    public static IReadOnlyList<ConformanceCase> All { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "Cases"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(f => Read(Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)))];

    public static string RecordOf(ConformanceCase known) => Path.Combine(Folder, "Recorded", known.Area, $"{known.Slug}.json");

    /// <summary>The rows under <c>rows</c> of a YAML file beside the cases.</summary>
    public static IReadOnlyList<JsonObject> Rows(string file) => [.. Document(File.ReadAllText(Path.Combine(Folder, file))).Items("rows")];

    /// <summary>The cases of one file's text.</summary>
    /// <exception cref="InvalidDataException">A step is not known.</exception>
    public static IEnumerable<ConformanceCase> Read(string area, string yaml) =>
        Document(yaml).Items("cases").Select(c => new ConformanceCase(area, c.Text("name") ?? throw new InvalidDataException($"{area}: a case has no name"), [.. c.Items("steps").Select(Step)]));

    static JsonObject Document(string yaml) => YamlReading.Documents(yaml).Single();

    static CaseStep Step(JsonObject step)
    {
        if (step.FirstOrDefault(p => !Known.Contains(p.Key)) is { Key: { } odd })
        {
            throw new InvalidDataException($"a step knows no '{odd}'; it knows {string.Join(", ", Known)}");
        }

        if (step.Text("send") is { } line)
        {
            var (method, path) = line.Split(' ', 2) is [var m, var p] ? (m, p) : throw new InvalidDataException($"'{line}' is no METHOD PATH");
            var body = step.Text("text") ?? (step["body"] is { } given ? Wire.Text(given) : null);
            var type = step.Text("type") ?? "application/json";
            return new CaseStep.Send(method, path, Headers(step), type, body, Texts(step["keep"]), Pairs(step["capture"]), step.Flag("quiet"));
        }

        if (step.Text("wait") is { } awaited)
        {
            return new CaseStep.Wait(awaited, step.Text("field") ?? "", step["value"]?.DeepClone());
        }

        if (step.Text("watch") is { } watched)
        {
            return new CaseStep.Watch(watched, Headers(step));
        }

        return step["events"] is not null ? new CaseStep.Events(step.Number("events"), Texts(step["keep"]), step.Flag("passing"))
            : step.Text("exec") is { } exec ? new CaseStep.Exec(exec, step.Text("protocol") ?? "v4.channel.k8s.io", step.Text("input"))
            : throw new InvalidDataException($"a step is one of send, wait, watch, events and exec: {Wire.Text(step)}");
    }

    static Dictionary<string, string> Headers(JsonObject step)
    {
        var headers = Pairs(step["headers"]);
        if (step.Text("accept") is { } accept)
        {
            headers["Accept"] = accept;
        }

        return headers;
    }

    static Dictionary<string, string> Pairs(JsonNode? node) => (node as JsonObject ?? []).ToDictionary(p => p.Key, p => p.Value?.ToString() ?? "");

    static string[] Texts(JsonNode? node) => node is JsonArray list ? [.. list.Select(v => v.Text() ?? "")] : node.Text() is { } one ? [one] : [];

    static string Root(string from) => File.Exists(Path.Combine(from, "X0tta6bl4.Release.sln"))
        ? from
        : Root(Path.GetDirectoryName(from.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}
