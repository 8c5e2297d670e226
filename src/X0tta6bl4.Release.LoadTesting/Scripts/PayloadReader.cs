using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads <c>config.payload</c>, and the files that it names.</summary>
/// <param name="reading">What readers share.</param>
/// <param name="readFile">Text of a file by the path in the script; null when there is none.</param>
internal sealed class PayloadReader(ScriptReading reading, Func<string, string?> readFile)
{
    static readonly ImmutableArray<string> Keys = ["path", "fields", "order", "skipHeader", "delimiter"];
    static readonly ImmutableArray<string> Orders = ["random", "sequence"];

    /// <summary>The payloads: one map, or a list of them.</summary>
    public ImmutableArray<Payload> Read(MapReader? config) => config?["payload"] switch
    {
        null => [],
        YamlElement.List list => [.. list.Items.Select(ReadOne).OfType<Payload>()],
        var one => ReadOne(one) is { } payload ? [payload] : [],
    };

    Payload? ReadOne(YamlElement element)
    {
        if (MapReader.Open(reading, element, "a payload", Keys) is not { } payload)
        {
            return null;
        }

        var path = payload.Text("path");
        var fields = ReadFields(payload);
        var inSequence = IsInSequence(payload);
        var skipsHeader = payload.Truth("skipHeader") ?? false;
        var delimiter = ReadDelimiter(payload);
        if (path is null)
        {
            if (payload["path"] is null)
            {
                reading.Findings.Add(payload.Map.Start, "a payload needs a path");
            }

            return null;
        }

        var rows = ReadRows((path, payload["path"]!.At), fields, delimiter, skipsHeader);
        return rows.IsEmpty ? null : new Payload(path, fields, inSequence, rows);
    }

    ImmutableArray<string> ReadFields(MapReader payload)
    {
        if (payload["fields"] is null)
        {
            reading.Findings.Add(payload.Map.Start, "a payload needs fields: the variables that its columns become");
            return [];
        }

        var fields = ImmutableArray.CreateBuilder<string>();
        foreach (var item in payload.Items("fields", "names"))
        {
            if (Scalars.Text(reading, item) is not { } name)
            {
                continue;
            }

            if (!Names.AreSettable(name))
            {
                reading.Findings.Add(item.At, $"'{name}' is no name of a variable; {Names.Allowed}");
            }

            fields.Add(name);
        }

        return fields.ToImmutable();
    }

    bool IsInSequence(MapReader payload)
    {
        if (payload.Text("order") is not { } order)
        {
            return false;
        }

        if (!Orders.Contains(order))
        {
            reading.Findings.Add(payload["order"]!.At, $"unknown order '{order}'; allowed are {string.Join(", ", Orders)}", Nearest.Hint(order, Orders));
        }

        return order == "sequence";
    }

    char ReadDelimiter(MapReader payload)
    {
        if (payload["delimiter"] is not { } element)
        {
            return ',';
        }

        if (element is YamlElement.Scalar { Text: [var only and not '"' and not '\n' and not '\r'] })
        {
            return only;
        }

        reading.Findings.AddWrong(element, "one character");
        return ',';
    }

    ImmutableArray<ImmutableArray<JsonElement>> ReadRows((string Path, Position At) file, ImmutableArray<string> fields, char delimiter, bool skipsHeader)
    {
        if (readFile(file.Path) is not { } text)
        {
            reading.Findings.Add(file.At, $"there is no file '{file.Path}'");
            return [];
        }

        try
        {
            var rows = new CsvText(text, delimiter).Read().Skip(skipsHeader ? 1 : 0).ToList();
            if (rows.Count == 0)
            {
                reading.Findings.Add(file.At, $"'{file.Path}' has no rows");
            }
            else if (rows.FindIndex(row => row.Count < fields.Length) is >= 0 and var bad)
            {
                reading.Findings.Add(file.At, $"row {bad + 1} of '{file.Path}' has {rows[bad].Count} columns; {fields.Length} fields need {fields.Length}");
                return [];
            }

            return [.. rows.Select(row => row.Take(fields.Length).Select(Value).ToImmutableArray())];
        }
        catch (FormatException wrong)
        {
            reading.Findings.Add(file.At, $"'{file.Path}' is no CSV: {wrong.Message}");
            return [];
        }
    }

    /// <summary>What looks like a number is one, as in Artillery.</summary>
    static JsonElement Value(string field) =>
        field.Length > 0 && (char.IsAsciiDigit(field[0]) || field[0] is '-' or '+' or '.')
        && double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValues.Of(number)
            : JsonValues.Of(field);
}
