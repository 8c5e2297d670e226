namespace X0tta6bl4.Release.Runbooks;

/// <summary>A load after the release whose requests a script describes, in Artillery's format.</summary>
/// <param name="Component">The component that it is about.</param>
/// <param name="Script">The script's file, relative to the runbook's directory.</param>
/// <param name="Endpoint">The endpoint that it asks, in place of the script's own target.</param>
public sealed record ScriptedLoadTest(string Component, string Script, string Endpoint);
