using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Targets;

/// <summary>Shows the fault catalogue, or writes it as a page.</summary>
static class FaultList
{
    /// <exception cref="RefusalException">The page cannot be written; the exit code is set.</exception>
    public static async Task ShowAsync(IReleaseTargets build)
    {
        var output = RequestReader.Read(build).Output;
        if (build.Page is not { } page)
        {
            await output.WriteAsync(FaultPage.Table()).ConfigureAwait(false);
            return;
        }

        try
        {
            await File.WriteAllTextAsync(page, FaultPage.Markdown()).ConfigureAwait(false);
            await output.WriteLineAsync($"The fault catalogue is in {page}.").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            build.ExitCode = ExitCode.Refused;
            throw new RefusalException([new Problem("--page", $"cannot be written: {exception.Message}", "name a file in a folder that exists")]).In(RequestReader.Language(build));
        }
    }
}
