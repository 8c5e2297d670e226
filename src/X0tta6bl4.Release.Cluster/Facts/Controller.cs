using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>Finds who controls an object.</summary>
static class Controller
{
    /// <summary>uid of the controlling owner; empty when there is none.</summary>
    public static string Of(JsonObject manifest) =>
        manifest.Items("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller")).Text("uid");
}
