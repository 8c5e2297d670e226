using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A gate that is asked beside the running stage.</summary>
/// <param name="Name">The gate.</param>
/// <param name="Figure">Verdict and figure as they were last told; empty before the first answer.</param>
/// <param name="Failed">True when it has failed.</param>
sealed record LiveGuard(string Name, string Figure, bool Failed)
{
    /// <summary>With the answer that was told last.</summary>
    public LiveGuard With(string figure) => this with { Figure = figure, Failed = figure.StartsWith(VerdictText.Of(Verdict.Failed), StringComparison.Ordinal) };
}
