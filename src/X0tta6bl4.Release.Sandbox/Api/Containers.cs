using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Finds the container that a request for logs or exec means.</summary>
internal static class Containers
{
    /// <exception cref="Rejection">There is no such pod or container.</exception>
    public static ContainerRun Choose(ApiPath path, PodRun? run, string? name)
    {
        if (run is null)
        {
            throw Rejection.NotFound(ResourceKinds.Pods, path.Name ?? "");
        }

        if (string.IsNullOrEmpty(name) && run.Containers is { Length: > 1 } several)
        {
            throw Rejection.BadRequest($"a container name must be specified for pod {run.Name}, choose one of: [{string.Join(' ', several.Select(c => c.Name))}]");
        }

        return string.IsNullOrEmpty(name)
            ? run.Containers[0]
            : run.All.FirstOrDefault(c => c.Name == name)
                ?? throw Rejection.BadRequest($"container {name} is not valid for pod {run.Name}");
    }
}
