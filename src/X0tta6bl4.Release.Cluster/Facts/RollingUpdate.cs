using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>Resolves a Deployment's strategy into pods, as its controller does.</summary>
static class RollingUpdate
{
    /// <summary>Pods that may be missing while it rolls. A share is rounded down, that of maxSurge up; when both come to nothing, one may be missing.</summary>
    public static int MaxUnavailable(JsonObject deployment)
    {
        var desired = (int)(deployment.Number("spec", "replicas") ?? 1);
        if (deployment.Text("spec", "strategy", "type") == "Recreate")
        {
            return desired;
        }

        var unavailable = Resolve(deployment.At("spec", "strategy", "rollingUpdate", "maxUnavailable"), desired, Math.Floor);
        var surge = Resolve(deployment.At("spec", "strategy", "rollingUpdate", "maxSurge"), desired, Math.Ceiling);
        return unavailable == 0 && surge == 0 ? 1 : Math.Min(unavailable, desired);
    }

    static int Resolve(JsonNode? value, int desired, Func<double, double> round) =>
        value.Number() is { } pods ? (int)pods
        : double.TryParse((value.Text() is { Length: > 0 } text ? text : "25%").TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var share) ? (int)round(share * desired / 100)
        : 0;
}
