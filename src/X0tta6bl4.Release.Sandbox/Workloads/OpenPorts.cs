using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Workloads;

/// <summary>The ports that a container listens on.</summary>
internal static class OpenPorts
{
    /// <summary>Whether the program in an image listens on a port: charts declare theirs, the estate's own read it from their environment.</summary>
    public static bool Contain(Image image, JsonObject container, int port) => ChartImages.IsOne(image.Repository)
        ? container.Items("ports").Any(p => p.Number("containerPort") == port)
        : port == SimulatedApp.PortOf(container);
}
