using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>What a request carries.</summary>
/// <param name="ContentType">The header that goes with it unless the script has its own; null for none.</param>
internal abstract record RequestBody(string? ContentType)
{
    /// <summary>True when it is the same each time.</summary>
    public abstract bool IsConstant { get; }

    /// <summary><c>json</c>.</summary>
    internal sealed record Json(JsonTemplate Value) : RequestBody("application/json")
    {
        /// <inheritdoc/>
        public override bool IsConstant => Value.IsConstant;
    }

    /// <summary><c>body</c>: a text.</summary>
    internal sealed record Text(Template Value) : RequestBody(ContentType: null)
    {
        /// <inheritdoc/>
        public override bool IsConstant => Value.IsConstant;
    }

    /// <summary><c>form</c>: fields, URL-encoded.</summary>
    internal sealed record Form(ImmutableArray<KeyValuePair<string, Template>> Fields) : RequestBody("application/x-www-form-urlencoded")
    {
        /// <inheritdoc/>
        public override bool IsConstant => Fields.All(pair => pair.Value.IsConstant);
    }
}
