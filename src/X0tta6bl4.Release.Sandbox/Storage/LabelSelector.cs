using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>A label selector, from a query (<c>a=b,c in (d,e),!f</c>) or from a spec (matchLabels, matchExpressions).</summary>
internal sealed class LabelSelector
{
    readonly ImmutableArray<Requirement> requirements;

    LabelSelector(IEnumerable<Requirement> requirements) => this.requirements = [.. requirements];

    public static LabelSelector Everything { get; } = new([]);

    public bool IsEmpty => requirements.IsEmpty;

    public bool Matches(JsonObject? labels) => requirements.All(r => r.Matches(labels.Text(r.Name)));

    /// <summary>The selector as a query has it, requirements in order of their names.</summary>
    public override string ToString() => string.Join(',', requirements.OrderBy(r => r.Name, StringComparer.Ordinal));

    /// <exception cref="FormatException">The text is no selector.</exception>
    public static LabelSelector Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new(SplitOutsideBrackets(text).Select(ParseOne));

    public static LabelSelector FromSpec(JsonNode? spec)
    {
        var labels = (spec.At("matchLabels") as JsonObject ?? []).Select(p => new Requirement(p.Key, Relation.In, [p.Value.Text() ?? ""]) { IsEquality = true });
        var expressions = spec.Items("matchExpressions").Select(e => new Requirement(
            e.Text("key") ?? "",
            e.Text("operator") switch
            {
                "In" => Relation.In,
                "NotIn" => Relation.NotIn,
                "Exists" => Relation.Exists,
                _ => Relation.Absent,
            },
            [.. (e.At("values") as JsonArray ?? []).Select(v => v.Text() ?? "")]));
        return new(labels.Concat(expressions));
    }

    /// <summary>A plain map of labels, as Services have it.</summary>
    public static LabelSelector FromLabels(JsonNode? labels) =>
        new((labels as JsonObject ?? []).Select(p => new Requirement(p.Key, Relation.In, [p.Value.Text() ?? ""])));

    static IEnumerable<string> SplitOutsideBrackets(string text)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }

    static Requirement ParseOne(string text)
    {
        if (text.StartsWith('!'))
        {
            return new(text[1..].Trim(), Relation.Absent, []);
        }

        foreach (var (sign, relation) in new[] { ("!=", Relation.NotIn), ("==", Relation.In), ("=", Relation.In) })
        {
            if (text.IndexOf(sign, StringComparison.Ordinal) is var at and > 0)
            {
                return new(text[..at].Trim(), relation, [text[(at + sign.Length)..].Trim()]);
            }
        }

        var words = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [var name] when !name.Contains('(', StringComparison.Ordinal) => new(name, Relation.Exists, []),
            [var name, "in", ['(', .., ')'] and var values] => new(name, Relation.In, ParseValues(values)),
            [var name, "notin", ['(', .., ')'] and var values] => new(name, Relation.NotIn, ParseValues(values)),
            _ => throw new FormatException($"unable to parse requirement: {text}"),
        };
    }

    static ImmutableArray<string> ParseValues(string text) =>
        [.. text.Trim('(', ')', ' ').Split(',', StringSplitOptions.TrimEntries)];

    enum Relation
    {
        In,
        NotIn,
        Exists,
        Absent,
    }

    sealed record Requirement(string Name, Relation Relation, ImmutableArray<string> Values)
    {
        public bool Matches(string? value) => Relation switch
        {
            Relation.In => value is not null && Values.Contains(value),
            Relation.NotIn => value is null || !Values.Contains(value),
            Relation.Exists => value is not null,
            _ => value is null,
        };

        public bool IsEquality { get; init; }

        public override string ToString() => Relation switch
        {
            Relation.In when IsEquality => $"{Name}={Values[0]}",
            Relation.In => $"{Name} in ({string.Join(',', Values.Order(StringComparer.Ordinal))})",
            Relation.NotIn => $"{Name} notin ({string.Join(',', Values.Order(StringComparer.Ordinal))})",
            Relation.Exists => Name,
            _ => $"!{Name}",
        };
    }
}
