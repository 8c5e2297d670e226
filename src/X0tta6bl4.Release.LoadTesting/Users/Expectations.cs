using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Checks answers. What fails is told without a word of the answer but its code.</summary>
internal static class Expectations
{
    /// <summary>Why an expectation that needs nothing but the status is not met; null when it is. Nothing is allocated for a status that was wanted.</summary>
    public static string? CheckStatus(Expectation.Status expectation, int status, ITemplateValues values)
    {
        var listed = false;
        if (expectation.Known is { } known)
        {
            listed = known.Contains(status);
        }
        else
        {
            foreach (var code in expectation.Codes)
            {
                listed |= int.TryParse(code.Render(values), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted == status;
            }
        }

        return listed == expectation.Wanted ? null : $"{(expectation.Wanted ? "statusCode" : "notStatusCode")}: it was {status}";
    }

    /// <summary>Why an expectation is not met; null when it is.</summary>
    public static string? Check(Expectation expectation, AnswerBody body, ITemplateValues values) => expectation switch
    {
        Expectation.Status status => CheckStatus(status, body.Answer.Status, values),
        Expectation.ContentType type => CheckType(type.Type, body, values),
        Expectation.HasHeader header => CheckHeader(header.Name, body, values),
        Expectation.HeaderEquals header => CheckHeader(header, body, values),
        Expectation.Property property => CheckProperty(property, body, values),
        Expectation.Same same => same.Values.Select(value => value.Render(values)).Distinct(StringComparer.Ordinal).Count() == 1 ? null : "equals: the values differ",
        Expectation.Matches matches => CheckText(matches.Expression, body),
        _ => throw new InvalidOperationException($"no check of {expectation.GetType().Name}"),
    };

    static string? CheckType(Template type, AnswerBody body, ITemplateValues values)
    {
        var wanted = type.Render(values);
        return wanted == "json"
            ? body.SaysJson && body.Json is { } json && JsonValues.IsComposite(json) ? null : "contentType: the body is no JSON"
            : string.Equals(body.ContentType, wanted, StringComparison.OrdinalIgnoreCase) ? null : $"contentType: it is not {type.Source}";
    }

    static string? CheckHeader(Template name, AnswerBody body, ITemplateValues values) =>
        AnswerHeaders.Find(body.Answer.Headers, name.Render(values)) is { Length: > 0 } ? null : $"hasHeader: there is no {name.Source}";

    static string? CheckHeader(Expectation.HeaderEquals expectation, AnswerBody body, ITemplateValues values) =>
        AnswerHeaders.Find(body.Answer.Headers, expectation.Name.Render(values)) switch
        {
            null or "" => $"headerEquals: there is no {expectation.Name.Source}",
            var value => value == expectation.Value.Render(values) ? null : $"headerEquals: {expectation.Name.Source} is another",
        };

    static string? CheckProperty(Expectation.Property expectation, AnswerBody body, ITemplateValues values)
    {
        var text = expectation.Path.Render(values);
        var called = expectation.Wanted ? "hasProperty" : "notHasProperty";
        if (!body.SaysJson || body.Json is not { } json || !JsonValues.IsComposite(json))
        {
            return $"{called}: the body is no JSON";
        }

        var has = VariablePath.Read(text) is { } path && path.Below(json, 0).ValueKind != JsonValueKind.Undefined;
        return has == expectation.Wanted ? null : $"{called}: {expectation.Path.Source} is {(has ? "there" : "missing")}";
    }

    static string? CheckText(Regex expression, AnswerBody body)
    {
        try
        {
            return body.Text is { } text && expression.IsMatch(text) ? null : "matchesRegexp: the body does not match";
        }
        catch (RegexMatchTimeoutException)
        {
            return "matchesRegexp: it took too long";
        }
    }
}
