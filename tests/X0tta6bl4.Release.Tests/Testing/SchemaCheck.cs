using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Checks JSON against as much of JSON Schema as this repository's schema of reports uses. A word it does not know is a mistake, too.</summary>
static class SchemaCheck
{
    /// <summary>What is wrong, each with its place; none when the value is as the schema says.</summary>
    public static IEnumerable<string> Mistakes(JsonNode? value, JsonObject schema, string place = "$") =>
        schema.SelectMany(rule => Mistakes(value, rule.Key, rule.Value!, place)).Concat(Unknown(value, schema, place));

    // A type that stands there for the second time points to where it stands for the first.
    static JsonObject Target(JsonNode pointer) =>
        ((string)pointer!).Split('/').Skip(1).Aggregate(pointer.Root, (node, name) => node[name] ?? throw new InvalidOperationException($"{pointer} leads nowhere")).AsObject();

    static IEnumerable<string> Mistakes(JsonNode? value, string rule, JsonNode wanted, string place) => rule switch
    {
        "$schema" or "title" or "description" => [],
        "type" => Types(wanted).Any(type => Is(value, type)) ? [] : [$"{place} is no {string.Join(" or ", Types(wanted))}"],
        "$ref" => Mistakes(value, Target(wanted), place),
        "required" => value is JsonObject whole ? wanted.AsArray().Select(name => (string)name!).Where(name => !whole.ContainsKey(name)).Select(name => $"{place} lacks {name}") : [],
        "properties" => value is JsonObject parts ? wanted.AsObject().Where(property => parts.ContainsKey(property.Key)).SelectMany(property => Mistakes(parts[property.Key], property.Value!.AsObject(), $"{place}.{property.Key}")) : [],
        "items" => value is JsonArray list ? list.SelectMany((item, index) => Mistakes(item, wanted.AsObject(), $"{place}[{index}]")) : [],
        "enum" => wanted.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{place} is none of {wanted.ToJsonString()}"],
        "pattern" => value is not JsonValue text || Regex.IsMatch((string)text!, (string)wanted!) ? [] : [$"{place} is not like {wanted}"],
        "format" => value is not JsonValue moment || DateTimeOffset.TryParse((string)moment!, CultureInfo.InvariantCulture, out _) ? [] : [$"{place} is no {wanted}"],
        _ => [$"{place}: the schema says {rule}, which is not known here"],
    };

    // The schema allows what it does not name, for readers of later reports; a report of now has nothing of that kind.
    static IEnumerable<string> Unknown(JsonNode? value, JsonObject schema, string place) =>
        value is JsonObject whole && schema["properties"] is JsonObject known ? whole.Where(property => !known.ContainsKey(property.Key)).Select(property => $"{place}.{property.Key} is not in the schema") : [];

    static string[] Types(JsonNode wanted) => wanted is JsonArray several ? [.. several.Select(type => (string)type!)] : [(string)wanted!];

    static bool Is(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "integer" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number && long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out _),
        "number" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        _ => false,
    };
}
