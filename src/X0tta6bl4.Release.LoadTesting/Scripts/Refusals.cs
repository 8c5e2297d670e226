using System.Collections.Frozen;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Keys that Artillery knows and that are not supported, and why.</summary>
internal static class Refusals
{
    const string NoJavaScript = "scripts run no JavaScript here";

    static readonly FrozenDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["environments"] = "one script has one config; give the target with the option for it, and other values with {{ $env.NAME }}",
        ["processor"] = NoJavaScript,
        ["function"] = NoJavaScript,
        ["beforeRequest"] = NoJavaScript,
        ["afterResponse"] = NoJavaScript,
        ["beforeScenario"] = NoJavaScript,
        ["afterScenario"] = NoJavaScript,
        ["onError"] = NoJavaScript,
        ["whileTrue"] = NoJavaScript + "; give a count",
        ["engine"] = "scenarios speak HTTP",
        ["engines"] = "scenarios speak HTTP",
        ["emit"] = "scenarios speak HTTP, not Socket.IO",
        ["connect"] = "scenarios speak HTTP, not WebSocket",
        ["send"] = "scenarios speak HTTP, not WebSocket",
        ["ws"] = "scenarios speak HTTP, not WebSocket",
        ["socketio"] = "scenarios speak HTTP, not Socket.IO",
        ["parallel"] = "a user makes one request after the other",
        ["match"] = "write expect instead",
        ["formData"] = "write form, json or body instead",
        ["gzip"] = "answers may always be compressed",
        ["probability"] = "give scenarios weights instead",
        ["jitter"] = "write think: \"{{ $randomNumber(1, 3) }}\" instead",
        ["loopValue"] = "the variable is always $loopCount",
        ["loopElement"] = "the variable is always $loopElement",
        ["loadAll"] = "each user gets one row",
        ["timeout"] = "write it as config.http.timeout",
        ["xpath"] = "write regexp instead",
        ["selector"] = "write regexp instead",
        ["jmespath"] = "write hasProperty, or capture and equals, instead",
        ["jpath"] = "write hasProperty, or capture and equals, instead",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Why a key is not supported; null for a key that nobody knows.</summary>
    public static string? Reason(string key) => Reasons.GetValueOrDefault(key);
}
