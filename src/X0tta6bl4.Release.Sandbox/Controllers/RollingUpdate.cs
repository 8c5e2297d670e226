using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>How far a Deployment may stray from its number of replicas during an update.</summary>
/// <param name="Replicas">Pods wanted.</param>
/// <param name="MaxSurge">Pods allowed above that.</param>
/// <param name="MaxUnavailable">Pods allowed to be missing.</param>
internal readonly record struct RollingUpdate(int Replicas, int MaxSurge, int MaxUnavailable)
{
    public int MaxTotal => Replicas + MaxSurge;

    public int MinAvailable => Replicas - MaxUnavailable;

    /// <summary>Reads the strategy: a share of surge is rounded up, a share of unavailability down, and both are never 0.</summary>
    public static RollingUpdate Of(JsonObject deployment)
    {
        var replicas = deployment.Number("spec", "replicas") ?? 1;
        if (deployment.Text("spec", "strategy", "type") == "Recreate" || replicas == 0)
        {
            return new(replicas, 0, 0);
        }

        var rolling = deployment.At("spec", "strategy", "rollingUpdate");
        var surge = Absolute(rolling.At("maxSurge"), replicas, roundUp: true);
        var unavailable = Absolute(rolling.At("maxUnavailable"), replicas, roundUp: false);
        return new(replicas, surge, Math.Min(surge == 0 && unavailable == 0 ? 1 : unavailable, replicas));
    }

    /// <summary>A number, or a percentage of a total as a number.</summary>
    public static int Absolute(JsonNode? value, int total, bool roundUp)
    {
        if (value.Text() is not { } text)
        {
            return value.Number() ?? 0;
        }

        var share = text.EndsWith('%') && int.TryParse(text[..^1], CultureInfo.InvariantCulture, out var percent) ? percent * total / 100.0 : 0;
        return (int)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }
}
