using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>The order of a list's elements after a strategic merge patch.</summary>
internal static class ListOrder
{
    /// <summary>What the patch names comes in its order, all else in the order it had, and the two are merged: an element that was there stays before one that came after it.</summary>
    /// <param name="merged">The elements.</param>
    /// <param name="wanted">The elements, or their keys, in the order that the patch gives.</param>
    /// <param name="before">The list as it was.</param>
    /// <param name="isSame">Whether two elements are the same one.</param>
    public static JsonArray Sorted(JsonArray merged, JsonArray wanted, JsonArray before, Func<JsonNode?, JsonNode?, bool> isSame)
    {
        int At(JsonArray list, JsonNode? element) => list.ToList().FindIndex(e => isSame(e, element));
        var named = new Queue<JsonNode?>(merged.Where(e => At(wanted, e) >= 0).OrderBy(e => At(wanted, e)));
        var others = new Queue<JsonNode?>(merged.Where(e => At(wanted, e) < 0).OrderBy(e => At(before, e)));
        var result = new JsonArray();
        while (named.Count + others.Count > 0)
        {
            var isOther = named.Count == 0
                || (others.Count > 0 && At(before, others.Peek()) >= 0 && At(before, named.Peek()) >= 0 && At(before, others.Peek()) < At(before, named.Peek()));
            result.Add((isOther ? others : named).Dequeue()?.DeepClone());
        }

        return result;
    }
}
