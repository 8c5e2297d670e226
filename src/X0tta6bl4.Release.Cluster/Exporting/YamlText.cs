using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace X0tta6bl4.Release.Cluster.Exporting;

/// <summary>Writes JSON as block YAML that every YAML reader takes for the same values.</summary>
static partial class YamlText
{
    /// <summary>The text, ending with a line feed.</summary>
    public static string Of(JsonObject node)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(writer, new EmitterSettings(2, int.MaxValue, false, 1024, skipAnchorName: true));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, node);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return writer.ToString();
    }

    static void Write(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, members.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in members)
                {
                    emitter.Emit(OfText(name));
                    Write(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in items)
                {
                    Write(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                emitter.Emit(OfText(value.GetValue<string>()));
                break;
            default:
                emitter.Emit(new Scalar(node?.ToJsonString(JsonSerializerOptions.Default) ?? "null"));
                break;
        }
    }

    static Scalar OfText(string text)
    {
        var style = Plain().IsMatch(text) && !Word().IsMatch(text) ? ScalarStyle.Plain
            : Block().IsMatch(text) ? ScalarStyle.Literal
            : ScalarStyle.DoubleQuoted;
        return new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true);
    }

    /// <summary>Texts that no reader can take for anything else: names, paths, images.</summary>
    [GeneratedRegex(@"\A[A-Za-z/][A-Za-z0-9_./@-]*(:[A-Za-z0-9_./@-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    /// <summary>Words that YAML 1.1 readers take for a boolean or nothing.</summary>
    [GeneratedRegex(@"\A(y|yes|n|no|true|false|on|off|null)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Several lines of printable ASCII, none beginning or ending with a blank.</summary>
    [GeneratedRegex(@"\A([!-~]([ -~]*[!-~])?\n)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Block();
}
