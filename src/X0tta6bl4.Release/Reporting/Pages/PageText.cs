using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Small things that every section shows in the same way.</summary>
static class PageText
{
    /// <summary>An object's name <c>CLUSTER/NAMESPACE/kind/NAME</c>: its last part stands out, and lines may break behind slashes.</summary>
    public static Markup Object(string name)
    {
        var parts = name.Split('/');
        return Markup.Of($"<span class=\"object\">{parts[..^1].Select(part => Markup.Of($"<span class=\"path\">{part}/</span><wbr/>"))}<b>{parts[^1]}</b></span>");
    }

    /// <summary>A lane's name <c>COMPONENT@CLUSTER</c>, its cluster a little apart.</summary>
    public static Markup Lane(string name) => name.LastIndexOf('@') is var at and > 0
        ? Markup.Of($"{name[..at]} <span class=\"path\">{name[(at + 1)..]}</span>")
        : Markup.Of($"{name}");

    /// <summary>A version: tag and the first digits of the digest, the whole of it on a pointer's request; what is no image as it is.</summary>
    public static Markup Version(string version)
    {
        if (!ImageReference.TryParse(version, out var image) || (image.Tag.Length == 0 && image.Digest.Length == 0))
        {
            return Markup.Of($"<b class=\"whole\">{version}</b>");
        }

        var digest = Markup.If(image.Digest.Length > 0, $" <code class=\"path\" title=\"{version}\">{(image.Digest.Length > 19 ? image.Digest[..19] : image.Digest)}</code>");
        return Markup.Of($"{Markup.If(image.Tag.Length > 0, $"<b>{image.Tag}</b>")}{digest}");
    }

    /// <summary>A few words that stay on one line.</summary>
    public static Markup Whole(string text) => Markup.If(text.Length > 0, $"<span class=\"whole\">{text}</span>");

    /// <summary>A moment's time of day, UTC, to the second.</summary>
    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A moment with its date, UTC, for people and for programs.</summary>
    public static Markup Moment(DateTimeOffset at) =>
        Markup.Of($"<time datetime=\"{at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\">{at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>");

    /// <summary>A number with its noun, which takes an s for all numbers but one.</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A time of an answer, in milliseconds or seconds, with the digits that such figures are good for.</summary>
    public static string Time(TimeSpan time) => AmountText.Of(time.TotalSeconds, GateUnit.Seconds);

    /// <summary>Requests and what became of them.</summary>
    public static string Requests(long count, long failed, long unseen = 0) =>
        Count(count, "request") + (failed == 0 ? ", none failed" : string.Create(CultureInfo.InvariantCulture, $", {failed:N0} failed")) + (unseen == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {unseen:N0} show nothing"));

    /// <summary>A path of files as a link: each part encoded for a URL, none of them able to leave the report's folder.</summary>
    public static string Link(params string[] path) => string.Join('/', path.SelectMany(part => part.Split('/')).Where(part => part is not ("" or "." or "..")).Select(Uri.EscapeDataString));
}
