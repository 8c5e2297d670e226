namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>Ends the command with exit code 1 and helm's words for it, without the leading <c>Error: </c>.</summary>
internal sealed class HelmProblem(string message, Exception? inner = null) : Exception(message, inner);
