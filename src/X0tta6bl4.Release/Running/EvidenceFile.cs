namespace X0tta6bl4.Release.Running;

/// <summary>One piece of evidence.</summary>
/// <param name="Name">Name of the file, without folders: <c>pod-gateway-1.yaml</c>.</param>
/// <param name="Text">Its text.</param>
public sealed record EvidenceFile(string Name, string Text);
