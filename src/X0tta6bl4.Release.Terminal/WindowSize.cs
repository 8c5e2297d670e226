namespace X0tta6bl4.Release.Terminal;

/// <summary>Size of a terminal's window.</summary>
/// <param name="Columns">Cells of a row.</param>
/// <param name="Rows">Rows.</param>
public readonly record struct WindowSize(int Columns, int Rows);
