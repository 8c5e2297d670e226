using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads requests of flows.</summary>
/// <param name="reading">What readers share.</param>
/// <param name="headers">Headers of every request.</param>
/// <param name="target">What paths follow.</param>
internal sealed class RequestReader(ScriptReading reading, ImmutableArray<KeyValuePair<string, Template>> headers, string target)
{
    /// <summary>Steps that are requests.</summary>
    public static ImmutableArray<string> Methods { get; } = ["get", "post", "put", "patch", "delete", "head"];

    static readonly ImmutableArray<string> Keys =
        ["url", "name", "qs", "headers", "json", "body", "form", "auth", "cookie", "followRedirect", "ifTrue", "capture", "expect"];

    static readonly ImmutableArray<string> BodyKeys = ["json", "body", "form"];
    static readonly ImmutableArray<string> AuthKeys = ["user", "pass"];

    readonly HeaderReader pairs = new(reading);
    readonly CaptureReader captures = new(reading);
    readonly ExpectationReader expectations = new(reading);

    /// <summary>A request; null when it is no map, or has no URL.</summary>
    public RequestStep? Read(YamlKey method, YamlElement element, Scope scope)
    {
        if (MapReader.Open(reading, element, $"a {method.Text} request", Keys) is not { } request)
        {
            return null;
        }

        var auth = MapReader.Open(reading, request["auth"], "auth", AuthKeys);
        var url = ReadUrl(request, scope);
        var step = new RequestStep
        {
            Method = method.Text.ToUpperInvariant(),
            Url = url ?? Template.Constant("/"),
            Name = ReadName(request),
            Query = pairs.ReadQuery(request["qs"], scope),
            Headers = [.. HeaderReader.Merge(headers, pairs.Read(request["headers"], scope))],
            Body = ReadBody(method, request, scope),
            User = ReadPart(auth, "user", scope),
            Password = ReadPart(auth, "pass", scope),
            Cookies = ReadCookies(request, scope),
            FollowsRedirects = request.Truth("followRedirect") ?? true,
            IfTrue = request["ifTrue"] is { } condition ? ExpressionReader.ReadOverVariables(reading, condition, scope) : null,
            Captures = captures.Read(request["capture"]),
            Expectations = expectations.Read(request["expect"], scope),
        };
        return url is null ? null : step;
    }

    Template? ReadUrl(MapReader request, Scope scope)
    {
        if (request["url"] is not YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar)
        {
            reading.Findings.Add(request["url"]?.At ?? request.Map.Start, "a request needs a url");
            return null;
        }

        var url = reading.Template(scalar, scope);
        if (url.IsConstant && target.Length > 0)
        {
            var whole = url.Source.StartsWith('/') ? target + url.Source : url.Source;
            if (whole.Any(char.IsControl) || !Uri.TryCreate(whole, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                reading.Findings.Add(scalar.At, $"expected a path that begins with /, or a whole URL of http or https, found '{scalar.Text}'");
            }
        }

        return url;
    }

    string? ReadName(MapReader request)
    {
        var name = request.Text("name");
        if (request["name"] is YamlElement.Scalar { Text: var text } && text.Contains("$randomNumber", StringComparison.Ordinal))
        {
            reading.Findings.AddWrong(request["name"]!, "a name that is the same for every user");
        }

        return name;
    }

    RequestBody? ReadBody(YamlKey method, MapReader request, Scope scope)
    {
        var present = request.Map.Entries.Where(entry => BodyKeys.Contains(entry.Key.Text)).ToList();
        if (present.Count == 0)
        {
            return null;
        }

        var (key, value) = present[0];
        if (present.Count > 1)
        {
            reading.Findings.Add(present[1].Key.At, $"a request has one of {string.Join(", ", BodyKeys)}; '{key.Text}' is there already");
        }

        if (method.Text is "get" or "head")
        {
            reading.Findings.Add(key.At, $"a {method.Text} request has no body");
        }

        return key.Text switch
        {
            "json" => new RequestBody.Json(new JsonReader(reading).ReadTemplate(value, scope)),
            "form" => new RequestBody.Form(pairs.ReadPairs(value, "fields", scope)),
            _ => ReadText(value, scope) is { } text ? new RequestBody.Text(text) : null,
        };
    }

    ImmutableArray<KeyValuePair<string, Template>> ReadCookies(MapReader request, Scope scope)
    {
        foreach (var (key, _) in (request["cookie"] as YamlElement.Map)?.Entries ?? [])
        {
            if (!Names.AreTokens(key.Text))
            {
                reading.Findings.Add(key.At, $"'{key.Text}' is no name of a cookie");
            }
        }

        return pairs.ReadPairs(request["cookie"], "cookies", scope);
    }

    Template? ReadPart(MapReader? auth, string key, Scope scope)
    {
        if (auth is not null && auth[key] is null)
        {
            reading.Findings.Add(auth.Map.Start, $"auth needs user and pass; '{key}' is missing");
        }

        return auth?[key] is { } element ? ReadText(element, scope) : null;
    }

    Template? ReadText(YamlElement element, Scope scope)
    {
        if (element is YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar)
        {
            return reading.Template(scalar, scope);
        }

        reading.Findings.AddWrong(element, "a text");
        return null;
    }
}
