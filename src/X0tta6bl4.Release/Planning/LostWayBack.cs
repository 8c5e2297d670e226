using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Planning;

/// <summary>A step whose undo would fail, known before the step was made.</summary>
/// <param name="Step">Identifier of the step.</param>
/// <param name="Workload">What it changes.</param>
/// <param name="Reason">Why there is no way back, as part of a sentence.</param>
/// <param name="Fix">What brings it back.</param>
public sealed record LostWayBack(string Step, WorkloadReference Workload, string Reason, string Fix)
{
    const string Beginning = "No way back from ";

    /// <summary>What refuses the release.</summary>
    public Problem Problem => new(Workload.ToString(), $"no way back from {Step}: {Reason}", $"{Fix}, or accept it: --accept-no-way-back");

    /// <summary>What is to be known when it is accepted.</summary>
    public string Note => $"{Beginning}{Step}: {Reason}.";

    /// <summary>Whether a note of a plan is about a lost way back.</summary>
    public static bool IsNote(string note) => note.StartsWith(Beginning, StringComparison.Ordinal);
}
