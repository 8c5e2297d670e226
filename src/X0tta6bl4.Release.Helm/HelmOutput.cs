using System.Collections.Immutable;

namespace X0tta6bl4.Release.Helm;

/// <summary>What an ended helm has left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Lines of its standard output.</param>
/// <param name="Errors">Lines of its standard error.</param>
sealed record HelmOutput(int ExitCode, ImmutableArray<string> Output, ImmutableArray<string> Errors)
{
    /// <summary>The whole of standard output.</summary>
    public string Text => string.Join('\n', Output);

    /// <summary>The last line of standard error that says anything, without helm's <c>Error: </c>.</summary>
    public string Complaint
    {
        get
        {
            var line = Errors.LastOrDefault(l => !string.IsNullOrWhiteSpace(l))?.Trim() ?? "it printed nothing";
            return line.StartsWith("Error: ", StringComparison.Ordinal) ? line["Error: ".Length..] : line;
        }
    }
}
