using System.Collections.Immutable;
using System.Text.Json;

namespace Nuke.Common.Parameters;

/// <summary>Reads <c>.nuke/parameters.json</c>: one object of texts, numbers, truth values, and lists of them.</summary>
internal static class ParametersFile
{
    public const string Name = ".nuke/parameters.json";

    static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The values by key; none if there is no file.</summary>
    /// <exception cref="UsageException">The file is no such object.</exception>
    public static Dictionary<string, ImmutableArray<string>> Read(string root)
    {
        var path = Path.Join(root, ".nuke", "parameters.json");
        if (!File.Exists(path))
            return [];
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            var what = exception.Message.Split(" LineNumber:")[0].ReplaceLineEndings(" ");
            throw new UsageException($"{Name}({exception.LineNumber + 1},{exception.BytePositionInLine + 1}): {what}");
        }
    }

    public static Dictionary<string, ImmutableArray<string>> Parse(ReadOnlySpan<byte> json)
    {
        var values = new Dictionary<string, ImmutableArray<string>>();
        var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The file must hold one object.", null, 0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (ReadValue(ref reader) is { } value)
                values[ParameterNames.Key(name)] = value;
        }

        return values;
    }

    static ImmutableArray<string>? ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            // A value for some other reader of the file.
            reader.Skip();
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
            return [ReadScalar(ref reader)];
        var items = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                reader.Skip();
            else
                items.Add(ReadScalar(ref reader));
        }

        return items.ToImmutable();
    }

    static string ReadScalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "",
        _ => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
    };
}
