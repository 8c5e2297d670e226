using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.Running;

/// <summary>Evidence of one failure: <c>evidence/NNN-STEP/</c> below the release's folder, readable by its owner only.</summary>
public static class EvidenceFolder
{
    /// <summary>The file that says what the others are.</summary>
    public const string Index = "README.txt";

    const string Top = "evidence";
    static readonly Lock Turn = new();

    /// <summary>Writes a folder; its index is written last. When that is not possible, nothing of it is left.</summary>
    /// <param name="directory">The release's folder, an absolute path.</param>
    /// <param name="step">Identifier of the step that failed.</param>
    /// <param name="files">Files by their path in the folder; parts that no file name may have are replaced.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>Path of the folder below the release's folder, with slashes.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static async Task<string> WriteAsync(string directory, string step, ImmutableArray<EvidenceFile> files, CancellationToken cancellationToken)
    {
        var name = Reserve(directory, Safe(step.Replace('/', '-')));
        var folder = Path.Combine(directory, Top, name);
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine([folder, .. file.Name.Split('/').Select(Safe)]);
                await BackupFile.WriteAsync(path, file.Text, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            Remove(folder);
            throw;
        }

        return $"{Top}/{name}";
    }

    // Two lanes may fail at the same time.
    static string Reserve(string directory, string step)
    {
        lock (Turn)
        {
            var top = Directory.CreateDirectory(Path.Combine(directory, Top));
            var last = top.EnumerateDirectories().Select(known => int.TryParse(known.Name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
            return top.CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{last + 1:000}-{step}")).Name;
        }
    }

    // What is left of a full disk is the journal's.
    static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure to write is what is told.
        }
    }

    // Names come from clusters, too.
    static string Safe(string name) => string.Concat(name.Select((c, index) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '@' || (c == '.' && index > 0) ? c : '_'));
}
