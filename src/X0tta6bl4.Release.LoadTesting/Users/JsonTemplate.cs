using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>JSON with templates for texts. What has no value is left out of a map, and null in a list.</summary>
internal abstract record JsonTemplate
{
    /// <summary>True when it is the same JSON each time.</summary>
    public abstract bool IsConstant { get; }

    /// <summary>The JSON, in UTF-8.</summary>
    public byte[] Render(ITemplateValues values)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonValues.Encoder, SkipValidation = true }))
        {
            Write(writer, values);
        }

        return buffer.ToArray();
    }

    /// <summary>The value; undefined when it has none.</summary>
    public virtual JsonElement RenderValue(ITemplateValues values) => JsonValues.Read(Render(values)) ?? default;

    /// <summary>False when it has no value, which is then not written.</summary>
    protected abstract bool TryWrite(Utf8JsonWriter writer, string? name, ITemplateValues values);

    void Write(Utf8JsonWriter writer, ITemplateValues values)
    {
        if (!TryWrite(writer, null, values))
        {
            writer.WriteNullValue();
        }
    }

    static void WriteName(Utf8JsonWriter writer, string? name)
    {
        if (name is not null)
        {
            writer.WritePropertyName(name);
        }
    }

    /// <summary>A value without templates.</summary>
    internal sealed record Constant(JsonElement Value) : JsonTemplate
    {
        /// <inheritdoc/>
        public override bool IsConstant => true;

        /// <inheritdoc/>
        public override JsonElement RenderValue(ITemplateValues values) => Value;

        /// <inheritdoc/>
        protected override bool TryWrite(Utf8JsonWriter writer, string? name, ITemplateValues values)
        {
            WriteName(writer, name);
            Value.WriteTo(writer);
            return true;
        }
    }

    /// <summary>A text with placeholders.</summary>
    internal sealed record Text(Template Template) : JsonTemplate
    {
        /// <inheritdoc/>
        public override bool IsConstant => Template.IsConstant;

        /// <inheritdoc/>
        public override JsonElement RenderValue(ITemplateValues values) => Template.RenderValue(values);

        /// <inheritdoc/>
        protected override bool TryWrite(Utf8JsonWriter writer, string? name, ITemplateValues values)
        {
            var value = Template.RenderValue(values);
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                return false;
            }

            WriteName(writer, name);
            value.WriteTo(writer);
            return true;
        }
    }

    /// <summary>A map.</summary>
    internal sealed record Map(ImmutableArray<KeyValuePair<string, JsonTemplate>> Entries) : JsonTemplate
    {
        /// <inheritdoc/>
        public override bool IsConstant => Entries.All(entry => entry.Value.IsConstant);

        /// <inheritdoc/>
        protected override bool TryWrite(Utf8JsonWriter writer, string? name, ITemplateValues values)
        {
            WriteName(writer, name);
            writer.WriteStartObject();
            foreach (var (key, value) in Entries)
            {
                value.TryWrite(writer, key, values);
            }

            writer.WriteEndObject();
            return true;
        }
    }

    /// <summary>A list.</summary>
    internal sealed record List(ImmutableArray<JsonTemplate> Items) : JsonTemplate
    {
        /// <inheritdoc/>
        public override bool IsConstant => Items.All(item => item.IsConstant);

        /// <inheritdoc/>
        protected override bool TryWrite(Utf8JsonWriter writer, string? name, ITemplateValues values)
        {
            WriteName(writer, name);
            writer.WriteStartArray();
            foreach (var item in Items)
            {
                item.Write(writer, values);
            }

            writer.WriteEndArray();
            return true;
        }
    }
}
