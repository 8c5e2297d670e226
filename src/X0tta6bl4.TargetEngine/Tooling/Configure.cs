namespace Nuke.Common.Tooling;

/// <summary>Takes settings, changes them, returns them.</summary>
/// <typeparam name="T">The settings.</typeparam>
/// <param name="settings">What to change.</param>
/// <returns>What is used from then on.</returns>
public delegate T Configure<T>(T settings);
