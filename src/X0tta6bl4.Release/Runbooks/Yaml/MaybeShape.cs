using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A shape's value, or null when its key is left out.</summary>
internal static class MaybeShape
{
    /// <summary>For classes.</summary>
    public static Shape<T?> OrAbsent<T>(this Shape<T> shape)
        where T : class => new OfClass<T>(shape);

    /// <summary>For values.</summary>
    public static Shape<T?> OrNone<T>(this Shape<T> shape)
        where T : struct => new OfValue<T>(shape);

    sealed class OfClass<T>(Shape<T> shape) : Shape<T?>
        where T : class
    {
        public override T? Fallback => null;

        public override T? Read(YamlElement element, Findings findings) => shape.Read(element, findings);

        public override JsonNode? Write(T? value) => value is null ? null : shape.Write(value);

        public override JsonObject Schema() => shape.Schema();
    }

    sealed class OfValue<T>(Shape<T> shape) : Shape<T?>
        where T : struct
    {
        public override T? Fallback => null;

        public override T? Read(YamlElement element, Findings findings) => shape.Read(element, findings);

        public override JsonNode? Write(T? value) => value is { } given ? shape.Write(given) : null;

        public override JsonObject Schema() => shape.Schema();
    }
}
