using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Begins loops.</summary>
internal static class LoopStart
{
    /// <summary>A loop over a range, for one user; one that is not on when there is nothing to go through.</summary>
    /// <exception cref="UserFailureException">It would go round too often.</exception>
    public static LoopFrame Of(LoopRange range, UserVariables variables) => range switch
    {
        LoopRange.Count count => Counted(count.Text, variables),
        LoopRange.Values { Items: var items } => new LoopFrame(0, items.Length, round => items[round].RenderValue(variables)),
        LoopRange.Variable { Path: var path } => Over(variables.Find(path)),
        _ => throw new InvalidOperationException($"no loop over {range.GetType().Name}"),
    };

    static LoopFrame Counted(Template text, UserVariables variables)
    {
        var bounds = LoopBounds.Read(text.Render(variables)) ?? default;
        return bounds.Rounds <= LoopRange.MostRounds
            ? new LoopFrame(bounds.From, bounds.Rounds, elementAt: null)
            : throw new UserFailureException($"a loop would go round {bounds.Rounds} times; {LoopRange.MostRounds} is the most");
    }

    static LoopFrame Over(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? new LoopFrame(0, list.GetArrayLength(), round => list[round]) : new LoopFrame(0, 0, elementAt: null);
}
