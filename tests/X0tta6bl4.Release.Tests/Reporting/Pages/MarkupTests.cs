using System.Xml.Linq;
using CsCheck;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Reporting.Pages;

namespace X0tta6bl4.Release.Tests.Reporting.Pages;

public sealed class MarkupTests
{
    [Fact]
    public void Values_are_encoded_and_words_of_the_program_are_not() =>
        Assert.Equal("<b title=\"&lt;i&gt; &amp; &quot;x&quot; &#39;y&#39;\">&lt;script&gt;</b>", Markup.Of($"<b title=\"{"<i> & \"x\" 'y'"}\">{"<script>"}</b>").ToString());

    [Fact]
    public void Pieces_are_not_encoded_twice() =>
        Assert.Equal("<p><i>a &amp; b</i><i>c</i>2</p>", Markup.Of($"<p>{new[] { "a & b", "c" }.Select(text => Markup.Of($"<i>{text}</i>"))}{2}</p>").ToString());

    [Fact]
    public void Any_text_comes_out_of_a_page_as_it_went_in() => Gen.String.Sample(text =>
    {
        var page = XElement.Parse(Markup.Of($"<p title=\"{text}\">{text}</p>").ToString(), LoadOptions.PreserveWhitespace);

        return page.Value == PrintableText.Of(text) && !page.HasElements;
    });
}
