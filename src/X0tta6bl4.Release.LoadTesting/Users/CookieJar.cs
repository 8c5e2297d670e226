using System.Globalization;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>The cookies of one virtual user. They live as long as the user; one that the server ends is forgotten.</summary>
internal sealed class CookieJar
{
    /// <summary>Most cookies of one user; the oldest goes first.</summary>
    const int Most = 300;

    readonly List<Cookie> cookies = [];

    /// <summary>Puts the cookies of an answer in.</summary>
    /// <returns>The jar, made when there is something to put in; null when there was none and is nothing.</returns>
    public static CookieJar? With(CookieJar? jar, IReadOnlyList<KeyValuePair<string, string>> headers, Uri url)
    {
        // By index: most answers set no cookie, and then nothing is allocated.
        for (var i = 0; i < headers.Count; i++)
        {
            if (string.Equals(headers[i].Key, "Set-Cookie", StringComparison.OrdinalIgnoreCase)
                && CookieText.Read(headers[i].Value, url, TimeIn(headers)) is var (cookie, ended))
            {
                jar ??= new CookieJar();
                jar.Put(cookie, ended);
            }
        }

        return jar;
    }

    /// <summary>Puts a cookie of the script in.</summary>
    public void Put(string name, string value, Uri url) =>
        Put(new Cookie(name, value, url.Host.ToLowerInvariant(), false, CookieText.DefaultPath(url), false), ended: false);

    /// <summary>The Cookie header of a request; null when it has none.</summary>
    public string? HeaderFor(Uri url)
    {
        var sent = cookies.Where(cookie => cookie.GoesTo(url)).OrderByDescending(cookie => cookie.Path.Length).Select(cookie => $"{cookie.Name}={cookie.Value}");
        var header = string.Join("; ", sent);
        return header.Length == 0 ? null : header;
    }

    void Put(Cookie cookie, bool ended)
    {
        var at = cookies.FindIndex(cookie.Replaces);
        if (at >= 0 && !ended)
        {
            cookies[at] = cookie;
            return;
        }

        if (at >= 0)
        {
            cookies.RemoveAt(at);
        }

        if (!ended)
        {
            cookies.Add(cookie);
            cookies.RemoveRange(0, Math.Max(0, cookies.Count - Most));
        }
    }

    static DateTimeOffset? TimeIn(IReadOnlyList<KeyValuePair<string, string>> headers) =>
        AnswerHeaders.Find(headers, "Date") is { } date && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
