using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>Kubernetes' strategic merge patch, with its directives.</summary>
internal static class StrategicMergePatch
{
    const string Directive = "$patch";
    const string RetainKeys = "$retainKeys";
    const string ElementOrder = "$setElementOrder/";
    const string DeleteValues = "$deleteFromPrimitiveList/";

    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        if (patch.Text(Directive) == "replace")
        {
            return Cleaned(patch);
        }

        var result = target.Copy();
        if (patch[RetainKeys] is JsonArray retained)
        {
            var names = retained.Select(n => n.Text()).ToHashSet();
            result.Select(p => p.Key).Where(k => !names.Contains(k)).ToList().ForEach(k => result.Remove(k));
        }

        if (patch.Text(Directive) is { } odd and not ("merge" or "delete"))
        {
            throw new PatchProblem($"Unknown patch type: {odd}", isFault: true);
        }

        foreach (var (name, value) in patch)
        {
            ApplyField(result, name, value);
        }

        // A list that the patch changes has a new order, that of a directive or else its own.
        foreach (var (name, order) in patch.Where(p => p.Key.StartsWith(ElementOrder, StringComparison.Ordinal)))
        {
            Reorder(result, target, name[ElementOrder.Length..], order as JsonArray ?? []);
        }

        foreach (var (name, value) in patch.Where(p => p.Value is JsonArray && !p.Key.StartsWith('$') && patch[ElementOrder + p.Key] is null))
        {
            Reorder(result, target, name, (JsonArray)value!);
        }

        return result;
    }

    static void ApplyField(JsonObject result, string name, JsonNode? value)
    {
        if (name.StartsWith(DeleteValues, StringComparison.Ordinal))
        {
            var list = result[name[DeleteValues.Length..]] as JsonArray ?? [];
            foreach (var gone in value as JsonArray ?? [])
            {
                list.Where(v => JsonNode.DeepEquals(v, gone)).ToList().ForEach(v => list.Remove(v));
            }
        }
        else if (name.StartsWith('$'))
        {
            return;
        }
        else if (value is null || value.Text(Directive) == "delete")
        {
            result.Remove(name);
        }
        else
        {
            result[name] = Merged(name, result[name], value);
        }
    }

    static JsonNode Merged(string name, JsonNode? live, JsonNode value)
    {
        if (value is JsonObject patch)
        {
            return Apply(live as JsonObject ?? [], patch);
        }

        if (value is not JsonArray list)
        {
            return value.DeepClone();
        }

        var keys = ListKeys.Of(name, list.Count > 0 && list[0].At(Directive) is null ? list : null, live as JsonArray);
        if (keys.Length > 0)
        {
            return MergedList(live as JsonArray ?? [], list, [keys[0]]);
        }

        return ListKeys.IsSet(name)
            ? new JsonArray([.. (live as JsonArray ?? []).Concat(list).Select(v => v?.DeepClone()).DistinctBy(v => v.Text())])
            : list.DeepClone();
    }

    static JsonArray MergedList(JsonArray live, JsonArray patch, string[] keys)
    {
        if (patch.Any(e => e.Text(Directive) == "replace"))
        {
            return new([.. patch.OfType<JsonObject>().Where(e => e.Text(Directive) != "replace").Select(Cleaned)]);
        }

        var result = (JsonArray)live.DeepClone();
        foreach (var element in patch.OfType<JsonObject>())
        {
            var known = result.FirstOrDefault(e => ListKeys.AreSame(e, element, keys)) as JsonObject;
            if (element.Text(Directive) == "delete")
            {
                result.Remove(known);
            }
            else if (known is not null)
            {
                result[result.IndexOf(known)] = Apply(known, element);
            }
            else
            {
                result.Add(Apply([], element));
            }
        }

        return result;
    }

    static void Reorder(JsonObject result, JsonObject before, string name, JsonArray order)
    {
        if (result[name] is not JsonArray { Count: > 0 } list || (order.Any(e => e.Text(Directive) == "replace")))
        {
            return;
        }

        var keys = ListKeys.Of(name, list);
        if (keys.Length > 0 || ListKeys.IsSet(name))
        {
            result[name] = ListOrder.Sorted(list, order, before[name] as JsonArray ?? [], (a, b) => keys.Length > 0 ? ListKeys.AreSame(a, b, [keys[0]]) : JsonNode.DeepEquals(a, b));
        }
    }

    static JsonObject Cleaned(JsonObject patch)
    {
        var result = patch.Copy();
        result.Select(p => p.Key).Where(k => k.StartsWith('$')).ToList().ForEach(k => result.Remove(k));
        return result;
    }
}
