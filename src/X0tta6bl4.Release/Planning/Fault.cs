using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>A named cause of a doomed rollout.</summary>
/// <param name="Code">Code of the fault catalogue, for example <c>K-IMG-NOTFOUND</c>.</param>
/// <param name="Object">The object that shows it, for example <c>k3s-spb/x0tta6bl4-system/pod/cultural-agents-spb-6d4f-x2x1</c>.</param>
/// <param name="Message">What was seen, in one line.</param>
/// <param name="Hint">What an operator can do about it.</param>
/// <param name="Evidence">Lines that prove it: conditions, events, the last lines of the container's log.</param>
public sealed record Fault(string Code, string Object, string Message, string Hint, ImmutableArray<string> Evidence);
