using System.Globalization;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Which state of the cluster a list or a watch asks for.</summary>
/// <param name="Version">The resourceVersion; 0 for any.</param>
/// <param name="IsExact">Whether the state of just that version is asked for.</param>
internal sealed record ListOptions(long Version, bool IsExact)
{
    const string Match = "resourceVersionMatch";

    /// <exception cref="Rejection">The options contradict each other, or the version cannot be read or has not come yet.</exception>
    public static ListOptions Of(IQueryCollection query, ObjectStore store)
    {
        var (text, match) = (query["resourceVersion"].ToString(), query[Match].ToString());
        if (match.Length > 0 && text.Length == 0)
        {
            throw Rejection.InvalidOptions(nameof(ListOptions), Match, $"Forbidden: {Match} is forbidden unless resourceVersion is provided");
        }

        if (match is not ("" or "Exact" or "NotOlderThan"))
        {
            throw Rejection.InvalidOptions(nameof(ListOptions), Match, $"Unsupported value: \"{match}\": supported values: \"Exact\", \"NotOlderThan\", \"\"");
        }

        if (match == "Exact" && text == "0")
        {
            throw Rejection.InvalidOptions(nameof(ListOptions), Match, $"Forbidden: {Match} \"exact\" is forbidden for resourceVersion \"0\"");
        }

        if (query["continue"].ToString().Length > 0 && text is not ("" or "0"))
        {
            throw Rejection.BadRequest("specifying resource version is not allowed when using continue");
        }

        var version = Read(text);
        return version <= store.Version ? new(version, match == "Exact") : throw Rejection.TooLargeVersion(version, store.Version);
    }

    /// <summary>A resourceVersion in a query; 0 when there is none.</summary>
    /// <exception cref="Rejection">It is no number.</exception>
    public static long Read(string text) => text.Length == 0 ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : throw Rejection.Fault($"Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");
}
