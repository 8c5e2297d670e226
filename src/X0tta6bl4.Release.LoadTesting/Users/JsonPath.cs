using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>A JSONPath: <c>$.a.b</c>, <c>['a']</c>, <c>[0]</c>, <c>[-1]</c>, <c>[1:3]</c>, <c>[0,2]</c>, <c>*</c> and <c>..</c>; no filters and no scripts.</summary>
/// <param name="Text">The path as written.</param>
/// <param name="Steps">Its steps from the top of a document.</param>
internal sealed record JsonPath(string Text, ImmutableArray<JsonPathStep> Steps)
{
    /// <summary>Most values that one path finds; the rest of a document is not looked at.</summary>
    public const int MostFound = 100_000;

    /// <summary>All values at the path, in the document's order.</summary>
    public IReadOnlyList<JsonElement> Find(JsonElement document)
    {
        List<JsonElement> found = [document];
        foreach (var step in Steps)
        {
            found = [.. found.SelectMany(step.Below).Take(MostFound)];
        }

        return found;
    }
}
