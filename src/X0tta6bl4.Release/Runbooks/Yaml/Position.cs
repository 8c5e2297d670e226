namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A place in a text file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal readonly record struct Position(int Line, int Column);
