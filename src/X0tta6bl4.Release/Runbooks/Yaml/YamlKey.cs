namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A key of a map, and the keys around it.</summary>
/// <param name="Text">The key.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Parent">Key of the map (or of the list of maps) that it stands in; null at the top.</param>
internal sealed record YamlKey(string Text, Position At, YamlKey? Parent)
{
    /// <summary>The key that encloses this one at a distance; an empty text beyond the top.</summary>
    public string Above(int levels) => levels == 0 ? Text : Parent?.Above(levels - 1) ?? "";
}
