using System.Collections.Immutable;

namespace Nuke.Common.Parameters;

/// <summary>The build was called wrongly; nothing has run. Each problem is one line for the caller, never a stack trace.</summary>
internal sealed class UsageException(params ImmutableArray<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public ImmutableArray<string> Problems { get; } = problems;
}
