using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>A step of a JSONPath.</summary>
internal abstract record JsonPathStep
{
    /// <summary>Where the step leads from a value.</summary>
    public abstract IEnumerable<JsonElement> Below(JsonElement value);

    static IEnumerable<JsonElement> Children(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(property => property.Value),
        JsonValueKind.Array => value.EnumerateArray(),
        _ => [],
    };

    /// <summary>Keys of a map.</summary>
    internal sealed record Names(ImmutableArray<string> Keys) : JsonPathStep
    {
        /// <inheritdoc/>
        public override IEnumerable<JsonElement> Below(JsonElement value)
        {
            foreach (var key in Keys)
            {
                if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var child))
                {
                    yield return child;
                }
                else if (value.ValueKind == JsonValueKind.Array && key == "length")
                {
                    yield return JsonValues.Of(value.GetArrayLength());
                }
            }
        }
    }

    /// <summary>Places in a list; negative ones from its end.</summary>
    internal sealed record Places(ImmutableArray<int> Indexes) : JsonPathStep
    {
        /// <inheritdoc/>
        public override IEnumerable<JsonElement> Below(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                return [];
            }

            var length = value.GetArrayLength();
            return Indexes.Select(index => index < 0 ? index + length : index).Where(index => index >= 0 && index < length).Select(index => value[index]);
        }
    }

    /// <summary>A part of a list: from a place to before another, by steps.</summary>
    internal sealed record Slice(int? From, int? To, int By) : JsonPathStep
    {
        /// <inheritdoc/>
        public override IEnumerable<JsonElement> Below(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                yield break;
            }

            var length = value.GetArrayLength();
            var end = Clamped(To ?? length, length);
            for (long i = Clamped(From ?? 0, length); i < end; i += By)
            {
                yield return value[(int)i];
            }
        }

        static int Clamped(int place, int length) => Math.Clamp(place < 0 ? place + length : place, 0, length);
    }

    /// <summary>All children.</summary>
    internal sealed record All : JsonPathStep
    {
        /// <inheritdoc/>
        public override IEnumerable<JsonElement> Below(JsonElement value) => Children(value);
    }

    /// <summary>A value and everything in it.</summary>
    internal sealed record Anywhere : JsonPathStep
    {
        /// <inheritdoc/>
        public override IEnumerable<JsonElement> Below(JsonElement value)
        {
            var open = new Stack<JsonElement>([value]);
            while (open.TryPop(out var next))
            {
                yield return next;
                foreach (var child in Children(next).Reverse())
                {
                    open.Push(child);
                }
            }
        }
    }
}
