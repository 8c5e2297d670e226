using System.Globalization;
using System.Net;
using System.Text;

namespace X0tta6bl4.Release.Integrations.Http;

/// <summary>HTTP statuses in words.</summary>
internal static class StatusText
{
    /// <summary>Code and standard phrase: <c>503 Service Unavailable</c>. The server's own phrase is not trusted.</summary>
    public static string Of(HttpStatusCode status) =>
        Enum.IsDefined(status) ? $"{Code(status)} {Words(status)}" : Code(status);

    static string Code(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    static string Words(HttpStatusCode status)
    {
        var name = status.ToString();
        return status == HttpStatusCode.OK ? name
            : name.Aggregate(new StringBuilder(), (text, c) => (text.Length > 0 && char.IsUpper(c) ? text.Append(' ') : text).Append(c)).ToString();
    }
}
