using X0tta6bl4.Release.LoadTesting.Judging;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>What a load leaves on disk.</summary>
public static class ResultFiles
{
    /// <summary>Writes <c>result.json</c>, <c>report.md</c>, <c>response.hgrm</c>, <c>service.hgrm</c> and <c>lag.hgrm</c>.</summary>
    /// <param name="folder">Where; made when it is not there.</param>
    /// <param name="name">What the load is called.</param>
    /// <param name="report">What was seen.</param>
    /// <param name="verdict">What it means.</param>
    /// <param name="translator">The language of whoever reads the page; files for programs are English.</param>
    /// <returns>Why they could not be written; null when they were.</returns>
    public static async Task<string?> WriteAsync(string folder, string name, LoadReport report, LoadVerdict verdict, Translator translator)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "result.json"), report.ToJson()).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), translator.Of(LoadText.Markdown(name, report, verdict))).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "response.hgrm"), report.Distributions!.Response).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "service.hgrm"), report.Distributions.Service).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "lag.hgrm"), report.Distributions.Lag).ConfigureAwait(false);
            return null;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            return disk.Message;
        }
    }
}
