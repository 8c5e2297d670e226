using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>A difference between the version of Kubernetes that was recorded and the newer one that the sandbox speaks: no case is about it.</summary>
/// <param name="Field">The end of a path (<c>/spec/internalTrafficPolicy</c>) that only one of the two versions has, or null.</param>
/// <param name="Recorded">A wording of the recorded version, or null.</param>
/// <param name="Newer">The newer version's wording.</param>
/// <param name="Reason">Since when, and why.</param>
/// <param name="IsNull">Whether the field is only left out where it is null.</param>
sealed record NewerRule(string? Field, string? Recorded, string? Newer, string Reason, bool IsNull = false)
{
    /// <summary>All rules, as they are kept beside the cases.</summary>
    public static IReadOnlyList<NewerRule> All { get; } = [.. CaseFiles.Rows("newer.yaml").Select(r => new NewerRule(
        r.Text("field"), r.Text("recorded"), r.Text("newer"), r.Text("reason") ?? throw new InvalidDataException("a rule needs a reason"), r.Flag("null")))];

    public bool Removes(string path, JsonNode? value) => Field is not null && (IsNull ? value is null : value is not null) && path.EndsWith(Field, StringComparison.Ordinal);

    public string Replaced(string text) => Recorded is null ? text : text.Replace(Recorded, Newer, StringComparison.Ordinal);
}
