using X0tta6bl4.Release.Sandbox.Images;

namespace X0tta6bl4.Release.Sandbox.Estates;

/// <summary>The images that the registry holds.</summary>
internal static class EstateImages
{
    static readonly string[] Repositories =
        ["x0tta6bl4/api-gateway", "x0tta6bl4/cultural-agents", "x0tta6bl4/business-agents", "x0tta6bl4/quantum-engine"];

    static readonly (string Tag, ImageMode Mode)[] Tags =
    [
        ("2.3.0", ImageMode.Ok), ("2.3.1", ImageMode.Ok), ("2.3.2", ImageMode.Ok),
        ("6.6.6", ImageMode.Crash), ("6.6.7", ImageMode.NeverReady), ("6.6.8", ImageMode.Errors(20)), ("6.6.9", ImageMode.Slow(400)),
    ];

    /// <summary>All images; the installed version is among them whatever it is.</summary>
    public static IEnumerable<(string Repository, string Tag, ImageMode Mode)> Of(string installed)
    {
        var tags = Tags.Any(t => t.Tag == installed) ? Tags : [.. Tags, (installed, ImageMode.Ok)];
        foreach (var repository in Repositories)
        {
            foreach (var (tag, mode) in tags)
            {
                yield return (repository, tag, mode);
            }
        }

        yield return ("x0tta6bl4/test-runner", "1.0.0", ImageMode.Ok);

        // What clusters of some scenarios add to pods.
        yield return ("mesh/init", "1.4.0", ImageMode.Crash);
        yield return ("mesh/proxy", "1.4.0", ImageMode.Crash);
        foreach (var (repository, tag) in EstateCharts.Images())
        {
            yield return (repository, tag, ImageMode.Ok);
        }
    }
}
