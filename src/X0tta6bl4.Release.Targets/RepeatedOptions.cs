using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Targets;

/// <summary>The options of a run without which the next command would speak of other clusters or of another runbook.</summary>
static class RepeatedOptions
{
    /// <summary>As they are typed; empty for none.</summary>
    public static string Of(ReleaseRequest request) => string.Join(' ', new[] { (Name: "--runbook", Path: request.Runbook), (Name: "--kubeconfig", Path: request.Kubeconfig) }
        .Where(option => option.Path is not null).Select(option => $"{option.Name} {Quoted(Path.GetRelativePath(Environment.CurrentDirectory, option.Path!))}"));

    static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}
