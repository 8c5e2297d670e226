namespace X0tta6bl4.Release.Planning;

/// <summary>What one pod runs.</summary>
/// <param name="Pod">The pod's name.</param>
/// <param name="Image">The image as the pod's specification names it.</param>
/// <param name="Digest">The digest in the container's <c>imageID</c>, <c>sha256:…</c>; empty when the runtime has not reported one.</param>
public sealed record RunningImage(string Pod, string Image, string Digest);
