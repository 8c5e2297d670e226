using System.Collections.Immutable;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Lines for people: what to know, what is left to do.</summary>
static class ListSection
{
    public static Markup Of(string id, string title, ImmutableArray<string> lines) =>
        Section.Of(id, title, Markup.If(lines.Length > 0, $"<ul>\n{lines.Select(line => Markup.Of($"<li>{line}</li>\n"))}</ul>\n"));
}
