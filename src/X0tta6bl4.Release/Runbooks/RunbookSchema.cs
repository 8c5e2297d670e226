using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Runbooks.Shapes;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>The JSON Schema of the runbook file, for editors. It comes from the declarations that the reader uses; what needs several places at once (names that resolve, budgets that hold) only the reader checks.</summary>
public static class RunbookSchema
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema (draft 7), indented, with a line feed at its end: the content of <c>build/runbook.schema.json</c>.</summary>
    public static string Generate()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Runbook of a release",
        };
        foreach (var (key, value) in RunbookShape.Shape.Schema().ToArray())
        {
            schema[key] = value?.DeepClone();
        }

        return schema.ToJsonString(Readable) + "\n";
    }
}
