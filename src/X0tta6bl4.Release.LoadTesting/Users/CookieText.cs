using System.Globalization;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Reads Set-Cookie headers (RFC 6265, 5.2).</summary>
internal static class CookieText
{
    /// <summary>The cookie, and whether it is to be forgotten; null when there is none that the URL's host may set.</summary>
    /// <param name="header">The header's value.</param>
    /// <param name="url">What was asked.</param>
    /// <param name="now">The server's time, by the answer's Date header; null when it told none.</param>
    public static (Cookie Cookie, bool Ended)? Read(string header, Uri url, DateTimeOffset? now)
    {
        var parts = header.Split(';');
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? "" : parts[0][..equals].Trim();
        if (name.Length == 0 || header.Any(letter => char.IsControl(letter) && letter != '\t'))
        {
            return null;
        }

        var cookie = new Cookie(name, parts[0][(equals + 1)..].Trim(), url.Host.ToLowerInvariant(), false, DefaultPath(url), false);
        var (expires, age) = ((bool?)null, (bool?)null);
        foreach (var part in parts.Skip(1))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = at < 0 ? (part.Trim(), "") : (part[..at].Trim(), part[(at + 1)..].Trim());
            switch (key.ToUpperInvariant())
            {
                case "DOMAIN" when value.TrimStart('.') is { Length: > 0 } domain:
                    if (!Owns(url, domain))
                    {
                        return null;
                    }

                    cookie = cookie with { Domain = domain.ToLowerInvariant(), WithSubdomains = true };
                    break;
                case "PATH" when value.StartsWith('/'):
                    cookie = cookie with { Path = value };
                    break;
                case "SECURE":
                    cookie = cookie with { Secure = true };
                    break;
                case "MAX-AGE" when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds):
                    age = seconds <= 0;
                    break;
                case "EXPIRES" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end):
                    expires = end <= (now ?? DateTimeOffset.UnixEpoch.AddDays(1));
                    break;
                default:
                    break;
            }
        }

        return (cookie, age ?? expires ?? false);
    }

    /// <summary>The directory of a URL's path.</summary>
    public static string DefaultPath(Uri url)
    {
        var path = url.AbsolutePath;
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? "/" : path[..slash];
    }

    static bool Owns(Uri url, string domain) =>
        string.Equals(url.Host, domain, StringComparison.OrdinalIgnoreCase)
        || (url.HostNameType == UriHostNameType.Dns && domain.Contains('.', StringComparison.Ordinal) && url.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
}
