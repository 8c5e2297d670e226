namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>One part of a page under its own heading.</summary>
static class Section
{
    /// <summary>A section; nothing when it has no content.</summary>
    /// <param name="id">Its name in links.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="content">What it shows.</param>
    public static Markup Of(string id, string title, Markup content) => content.IsEmpty
        ? Markup.None
        : Markup.Of($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{content}</section>\n");
}
