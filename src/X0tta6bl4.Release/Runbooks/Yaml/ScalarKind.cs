namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>What YAML's core schema takes a scalar for.</summary>
internal enum ScalarKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole or broken number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>Null, or no value at all.</summary>
    Nothing,
}
