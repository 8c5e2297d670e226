using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads parts of <c>config</c> that have no reader of their own.</summary>
/// <param name="reading">What readers share.</param>
internal sealed class ConfigReader(ScriptReading reading)
{
    /// <summary>What every request has unless the script says otherwise.</summary>
    const string UserAgent = "Artillery (https://artillery.io)";

    static readonly Uri Nowhere = new("http://localhost/");
    static readonly ImmutableArray<string> DefaultKeys = ["headers"];
    static readonly ImmutableArray<string> HttpKeys = ["timeout"];
    static readonly ImmutableArray<string> PluginKeys = ["ensure", "expect"];

    /// <summary>The target, as URL and as text without the slash at its end.</summary>
    public (Uri Url, string Base) ReadTarget(MapReader? config, string? given, Position start)
    {
        var at = config?["target"]?.At ?? start;
        var written = config?.Text("target");
        if ((given ?? written) is not { } text)
        {
            if (config?["target"] is null)
            {
                reading.Findings.Add(at, "a load script needs config.target, or a target given beside it");
            }

            return (Nowhere, "");
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0)
        {
            return (url, text.Trim().TrimEnd('/'));
        }

        reading.Findings.Add(at, $"expected a target such as https://api.example.com, without a query and without credentials{(text.Contains('@', StringComparison.Ordinal) ? "" : $", found '{text}'")}");
        return (Nowhere, "");
    }

    /// <summary>How long a user waits for an answer.</summary>
    public TimeSpan ReadTimeout(MapReader? config) =>
        MapReader.Open(reading, config?["http"], "config.http", HttpKeys)?.Time("timeout") ?? TimeSpan.FromSeconds(10);

    /// <summary>Headers of every request.</summary>
    public ImmutableArray<KeyValuePair<string, Template>> ReadHeaders(MapReader? config, Scope scope)
    {
        var defaults = MapReader.Open(reading, config?["defaults"], "config.defaults", DefaultKeys);
        var headers = new HeaderReader(reading).Read(defaults?["headers"], scope);
        return
        [
            .. HeaderReader.Merge(
                [KeyValuePair.Create("user-agent", Template.Constant(UserAgent)), KeyValuePair.Create("accept-encoding", Template.Constant("gzip, deflate, br"))],
                headers),
        ];
    }

    /// <summary>What must be true after the test; null when the script says nothing.</summary>
    public YamlElement? FindEnsure(MapReader? config)
    {
        var plugins = MapReader.Open(reading, config?["plugins"], "config.plugins", PluginKeys);
        if (plugins?["expect"] is { } expect and not YamlElement.Scalar { ScalarKind: ScalarKind.Nothing })
        {
            MapReader.Open(reading, expect, "config.plugins.expect, which has no settings here", []);
        }

        var (own, plugin) = (config?["ensure"], plugins?["ensure"] is YamlElement.Scalar { ScalarKind: ScalarKind.Nothing } ? null : plugins?["ensure"]);
        if (own is not null && plugin is YamlElement.Map { Entries.IsEmpty: false })
        {
            reading.Findings.Add(plugin.At, "config.ensure says this already; write it in one place");
        }

        return own ?? plugin;
    }

    /// <summary>Variables of <c>config.variables</c>.</summary>
    public ImmutableArray<ScriptVariable> ReadVariables(MapReader? config)
    {
        if (config?["variables"] is not YamlElement.Map map)
        {
            if (config?["variables"] is { } other)
            {
                reading.Findings.AddWrong(other, "a map of variables");
            }

            return [];
        }

        return [.. map.Entries.Select(entry => ReadVariable(entry.Key, entry.Value))];
    }

    /// <summary>Names that the script gives to variables, whether or not their values can be read.</summary>
    public static IEnumerable<string> NamesOf(MapReader? config) =>
        [
            .. (config?["variables"] as YamlElement.Map)?.Entries.Select(entry => entry.Key.Text) ?? [],
            .. PayloadMaps(config).SelectMany(payload => (payload.Find("fields") as YamlElement.List)?.Items ?? []).OfType<YamlElement.Scalar>().Select(name => name.Text),
        ];

    static IEnumerable<YamlElement.Map> PayloadMaps(MapReader? config) => config?["payload"] switch
    {
        YamlElement.List list => list.Items.OfType<YamlElement.Map>(),
        YamlElement.Map map => [map],
        _ => [],
    };

    ScriptVariable ReadVariable(YamlKey key, YamlElement value)
    {
        if (!Names.AreSettable(key.Text))
        {
            reading.Findings.Add(key.At, $"'{key.Text}' is no name of a variable; {Names.Allowed}");
        }

        if (value is YamlElement.List { Items.IsEmpty: true })
        {
            reading.Findings.Add(value.At, "expected at least one value; each user gets one of them by chance");
        }

        var json = new JsonReader(reading);
        return new ScriptVariable(key.Text, value is YamlElement.List list ? [.. list.Items.Select(json.ReadValue)] : [json.ReadValue(value)]);
    }
}
