using System.Xml.Linq;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Pages as tests look at them: what stands on them is well-formed XML, too.</summary>
static class PageReading
{
    /// <summary>Everything that is shown.</summary>
    public static XElement Body(string page) =>
        XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..(page.IndexOf("</main>", StringComparison.Ordinal) + "</main>".Length)], LoadOptions.PreserveWhitespace);

    /// <summary>One section by the identifier of its heading.</summary>
    public static XElement? Section(string page, string id) => Body(page).Elements("section").FirstOrDefault(section => (string?)section.Attribute("aria-labelledby") == id);
}
