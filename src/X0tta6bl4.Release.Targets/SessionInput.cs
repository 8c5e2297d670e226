using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Targets;

/// <summary>Request and runbook after every check that needs no estate.</summary>
/// <param name="Parameters">The checked request.</param>
/// <param name="Runbook">The runbook.</param>
/// <param name="Scope">What is released where.</param>
public sealed record SessionInput(ReleaseParameters Parameters, Runbook Runbook, ReleaseScope Scope)
{
    /// <summary>Reads and checks request and runbook.</summary>
    /// <exception cref="RefusalException">With every problem found.</exception>
    public static SessionInput Read(ReleaseRequest request, bool needsVersion)
    {
        var parameters = Value(ParameterReader.Read(request, needsVersion));
        var runbook = Value(RunbookReader.Read(ReadText(parameters.RunbookFile), Path.GetRelativePath(Environment.CurrentDirectory, parameters.RunbookFile)));
        return new SessionInput(parameters, runbook, Value(ReleaseScope.Of(runbook, parameters)));
    }

    static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException([new Problem("--runbook", $"{path} cannot be read: {exception.Message}", "name a file that exists")]);
        }
    }

    static T Value<T>(Checked<T> result)
        where T : class => result.IsValid ? result.Value : throw new RefusalException(result.Problems);
}
