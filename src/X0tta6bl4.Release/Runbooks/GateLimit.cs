using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>What is expected of a measurement.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AtMost), "atMost")]
[JsonDerivedType(typeof(AtLeast), "atLeast")]
[JsonDerivedType(typeof(AboveBaseline), "aboveBaseline")]
[JsonDerivedType(typeof(BelowBaseline), "belowBaseline")]
public abstract record GateLimit
{
    private protected GateLimit()
    {
    }

    /// <summary>True when the expectation is about what was measured before the release.</summary>
    [JsonIgnore]
    public abstract bool NeedsBaseline { get; }

    /// <summary>At most a value, in the gate's unit.</summary>
    /// <param name="Value">The value.</param>
    public sealed record AtMost(double Value) : GateLimit
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool NeedsBaseline => false;
    }

    /// <summary>At least a value, in the gate's unit.</summary>
    /// <param name="Value">The value.</param>
    public sealed record AtLeast(double Value) : GateLimit
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool NeedsBaseline => false;
    }

    /// <summary>Not above the baseline by more than a share of it.</summary>
    /// <param name="Share">The share, 0.2 for 20 %.</param>
    public sealed record AboveBaseline(double Share) : GateLimit
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool NeedsBaseline => true;
    }

    /// <summary>Not below the baseline by more than a share of it.</summary>
    /// <param name="Share">The share, 0.5 for 50 %.</param>
    public sealed record BelowBaseline(double Share) : GateLimit
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool NeedsBaseline => true;
    }
}
