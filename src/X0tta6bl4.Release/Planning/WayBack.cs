using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>What the undo of a placement would meet, read before anything changes.</summary>
/// <param name="Image">The image that the live pod template names, and that an undo would write again.</param>
/// <param name="Manifest">What the registry has under that name; null when it has nothing.</param>
/// <param name="Running">What pods run of an image that is named by a tag alone; empty where the digest is in the name.</param>
/// <param name="Missing">ConfigMaps and Secrets that the live pod template names and that are not in its namespace.</param>
/// <param name="Hidden">Those of which this user may not see whether they are there.</param>
public sealed record WayBack(
    string Image, ImageManifest? Manifest, ImmutableArray<RunningImage> Running, ImmutableArray<ConfigurationObject> Missing, ImmutableArray<ConfigurationObject> Hidden);
