using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>
/// Keeps <c>.nuke/build.schema.json</c>, from which editors check parameters.json and shells complete names, in NUKE's shape.
/// </summary>
internal static class BuildSchema
{
    static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the file if its content differs. A read-only checkout is no reason to fail: the file only helps to type.</summary>
    public static void Update(string root, IEnumerable<ExecutableTarget> targets, IReadOnlyCollection<ParameterDeclaration> parameters)
    {
        var directory = Path.Join(root, ".nuke");
        var path = Path.Join(directory, "build.schema.json");
        var content = Create(targets, parameters);
        try
        {
            if (!Directory.Exists(directory) || (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content.Span)))
                return;
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            file.Write(content.Span);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    public static ReadOnlyMemory<byte> Create(IEnumerable<ExecutableTarget> targets, IReadOnlyCollection<ParameterDeclaration> parameters)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-04/schema#");
            WriteDefinitions(json, targets, parameters.Where(parameter => parameter.Member is null));
            json.WriteStartArray("allOf");
            json.WriteStartObject();
            WriteProperties(json, parameters.Where(parameter => parameter.Member is not null));
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("$ref", "#/definitions/NukeBuild");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    static void WriteDefinitions(Utf8JsonWriter json, IEnumerable<ExecutableTarget> targets, IEnumerable<ParameterDeclaration> parameters)
    {
        json.WriteStartObject("definitions");
        WriteNames(json, nameof(Host), Hosts.Names);
        WriteNames(json, nameof(ExecutableTarget), targets.Select(target => target.Name).Order(StringComparer.Ordinal));
        WriteNames(json, nameof(Verbosity), Enum.GetNames<Verbosity>().Order(StringComparer.Ordinal));
        json.WriteStartObject(nameof(NukeBuild));
        WriteProperties(json, parameters);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "string");
        WriteEnum(json, values);
        json.WriteEndObject();
    }

    static void WriteEnum(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray("enum");
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    static void WriteProperties(Utf8JsonWriter json, IEnumerable<ParameterDeclaration> parameters)
    {
        json.WriteStartObject("properties");
        foreach (var parameter in parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(parameter.Name);
            WriteType(json, parameter);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    static void WriteType(Utf8JsonWriter json, ParameterDeclaration parameter)
    {
        var reference = Reference(parameter);
        if (parameter.Type.IsArray)
        {
            json.WriteString("type", "array");
            WriteDescription(json, parameter);
            json.WriteStartObject("items");
            WriteScalar(json, parameter.Type.GetElementType()!, reference);
            json.WriteEndObject();
            return;
        }

        WriteDescription(json, parameter);
        WriteScalar(json, Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type, reference);
    }

    static string? Reference(ParameterDeclaration parameter) =>
        parameter == EngineParameters.Target || parameter == EngineParameters.Skip ? nameof(ExecutableTarget)
        : parameter == EngineParameters.Host || parameter == EngineParameters.Verbosity ? parameter.Name
        : null;

    static void WriteDescription(Utf8JsonWriter json, ParameterDeclaration parameter)
    {
        if (parameter.Description is { Length: > 0 } description)
            json.WriteString("description", description.TrimEnd('.'));
        if (parameter.IsSecret)
            json.WriteString("default", "Secrets are given in the environment");
    }

    static void WriteScalar(Utf8JsonWriter json, Type type, string? reference)
    {
        if (reference is not null)
        {
            json.WriteString("$ref", $"#/definitions/{reference}");
            return;
        }

        json.WriteString("type", type == typeof(bool) ? "boolean" : IsInteger(type) ? "integer" : IsNumber(type) ? "number" : "string");
        if (type.IsEnum)
            WriteEnum(json, Enum.GetNames(type).Order(StringComparer.Ordinal));
    }

    static bool IsInteger(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64;

    static bool IsNumber(Type type) => Type.GetTypeCode(type) is TypeCode.Single or TypeCode.Double or TypeCode.Decimal;
}
