using System.Text.Json;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.LoadTesting.Scripts;
using Capture = X0tta6bl4.Release.LoadTesting.Scripts.Capture;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Takes variables out of answers.</summary>
internal static class Captures
{
    /// <summary>Sets what was found, or nothing when a strict capture found none.</summary>
    /// <returns>Why the user fails; null when it does not.</returns>
    public static string? Run(RequestStep step, AnswerBody body, UserVariables variables)
    {
        var found = new List<(string Name, JsonElement Value)>(step.Captures.Length);
        foreach (var capture in step.Captures)
        {
            var value = Find(capture, body, variables.Chance);
            if (capture.Strict && IsNothing(value))
            {
                return $"capture '{capture.As}' found nothing";
            }

            found.Add((capture.As, value));
        }

        foreach (var (name, value) in found)
        {
            variables.Set(name, value);
        }

        return null;
    }

    static bool IsNothing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    static JsonElement Find(Capture capture, AnswerBody body, Chance chance) => capture switch
    {
        Capture.Json { Path: var path } => InJson(path, body, chance),
        Capture.Header { Name: var name } => AnswerHeaders.Find(body.Answer.Headers, name) is { } value ? JsonValues.Of(value) : default,
        Capture.Pattern pattern => InText(pattern, body),
        _ => throw new InvalidOperationException($"no capture by {capture.GetType().Name}"),
    };

    static JsonElement InJson(JsonPath path, AnswerBody body, Chance chance)
    {
        if (body.Json is not { } json || !JsonValues.IsComposite(json))
        {
            return default;
        }

        var found = path.Find(json);
        return found.Count switch
        {
            0 => default,
            1 => found[0],
            _ => found[chance.Place(found.Count)],
        };
    }

    static JsonElement InText(Capture.Pattern pattern, AnswerBody body)
    {
        try
        {
            return body.Text is { } text && pattern.Expression.Match(text) is { Success: true } match
                ? JsonValues.Of(pattern.Group is { } group ? match.Groups[group].Value : match.Value)
                : default;
        }
        catch (RegexMatchTimeoutException)
        {
            return default;
        }
    }
}
