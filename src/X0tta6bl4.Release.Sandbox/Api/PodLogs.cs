using System.Globalization;
using System.Text;
using X0tta6bl4.Release.Sandbox.Pods;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The log subresource of pods. Needs the gate.</summary>
internal static class PodLogs
{
    /// <exception cref="Rejection">The container is unknown, or has not run.</exception>
    public static ApiReply Read(ApiPath path, PodRun? run, bool isOnNode, IQueryCollection query)
    {
        var container = Containers.Choose(path, run, query["container"]);
        if (!isOnNode)
        {
            return ApiReply.Nothing;
        }

        if (container.StartedAt is null)
        {
            var why = container.WaitingReason is "ErrImagePull" or "ImagePullBackOff" ? "trying and failing to pull image" : container.WaitingReason;
            throw Rejection.BadRequest($"container \"{container.Name}\" in pod \"{path.Name}\" is waiting to start: {why}");
        }

        var lines = query["previous"] != "true" ? container.Log : container.PreviousLog
            ?? throw Rejection.BadRequest($"previous terminated container \"{container.Name}\" in pod \"{path.Name}\" not found");
        if (int.TryParse(query["tailLines"], CultureInfo.InvariantCulture, out var count))
        {
            lines = [.. lines.TakeLast(count)];
        }

        // From its beginning: what is beyond the limit is cut off, in the middle of a line if need be.
        var text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
        return new(200, int.TryParse(query["limitBytes"], CultureInfo.InvariantCulture, out var limit) && limit < text.Length ? text[..Math.Max(0, limit)] : text, "text/plain");
    }
}
