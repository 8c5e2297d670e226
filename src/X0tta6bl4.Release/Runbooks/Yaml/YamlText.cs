using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>Turns YAML text into elements. Stricter than YAML: one document, keys once each, no anchors, aliases and tags.</summary>
/// <remarks>It reads the parser's events, because the library's own tree stops at the first key that stands twice.</remarks>
internal sealed class YamlText
{
    /// <summary>More levels than any runbook has; a limit for texts made to exhaust the stack.</summary>
    const int DeepestLevel = 32;

    readonly Parser parser;
    readonly Findings findings;
    Position last = new(1, 1);

    YamlText(string text, Findings findings)
    {
        parser = new Parser(new StringReader(text));
        this.findings = findings;
    }

    /// <summary>Reads a text; null when it is empty or no YAML, which is then among the findings.</summary>
    public static YamlElement? Read(string text, Findings findings)
    {
        var yaml = new YamlText(text, findings);
        try
        {
            return yaml.ReadStream();
        }
        catch (YamlException wrong)
        {
            findings.Add(PositionOf(wrong.Start), $"not valid YAML: {FirstLine(wrong.Message)}");
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or EndOfStreamException)
        {
            // The library throws these, without a place, for text that ends inside brackets and for some malformed tags and characters.
            findings.Add(yaml.last, "not valid YAML from here on; is every [, { and quote closed?");
            return null;
        }
    }

    YamlElement? ReadStream()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out var end))
        {
            findings.Add(PositionOf(end.Start), "the file is empty");
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = ReadElement(null, false, 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            findings.Add(PositionOf(second.Start), "a second document begins here; a runbook is one document");
        }

        return root;
    }

    YamlElement ReadElement(YamlKey? key, bool inList, int level)
    {
        var next = parser.Consume<ParsingEvent>();
        var at = PositionOf(next.Start);
        last = at;
        if (level > DeepestLevel)
        {
            throw new YamlException(next.Start, next.End, $"nested more than {DeepestLevel} levels deep");
        }

        RefuseAnchorsAndTags(next, at);
        return next switch
        {
            MappingStart => new YamlElement.Map(at, key, inList, ReadEntries(key, level)),
            SequenceStart => new YamlElement.List(at, key, ReadItems(key, level)),
            Scalar scalar => new YamlElement.Scalar(at, key, scalar.Value, scalar.Style == ScalarStyle.Plain),
            _ => new YamlElement.Scalar(at, key, "", true),
        };
    }

    ImmutableArray<(YamlKey, YamlElement)> ReadEntries(YamlKey? parent, int level)
    {
        var entries = new Dictionary<string, (YamlKey Key, YamlElement Value)>(StringComparer.Ordinal);
        var order = ImmutableArray.CreateBuilder<(YamlKey, YamlElement)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = ReadElement(parent, false, level + 1);
            var key = new YamlKey((name as YamlElement.Scalar)?.Text ?? "", name.At, parent);
            var value = ReadElement(key, false, level + 1);
            if (name is not YamlElement.Scalar)
            {
                findings.Add(name.At, $"expected a key, found {name.Kind}");
            }
            else if (entries.TryGetValue(key.Text, out var first))
            {
                findings.Add(name.At, $"key '{key.Text}' stands here a second time; the first is on line {first.Key.At.Line}");
            }
            else
            {
                entries.Add(key.Text, (key, value));
                order.Add((key, value));
            }
        }

        return order.ToImmutable();
    }

    ImmutableArray<YamlElement> ReadItems(YamlKey? key, int level)
    {
        var items = ImmutableArray.CreateBuilder<YamlElement>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadElement(key, true, level + 1));
        }

        return items.ToImmutable();
    }

    void RefuseAnchorsAndTags(ParsingEvent next, Position at)
    {
        if (next is AnchorAlias || next is NodeEvent { Anchor.IsEmpty: false })
        {
            findings.Add(at, "anchors (&) and aliases (*) are not supported; write the value out");
        }
        else if (next is NodeEvent { Tag.IsEmpty: false })
        {
            findings.Add(at, "tags (!) are not supported; write the value without one");
        }
    }

    static Position PositionOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.');
}
