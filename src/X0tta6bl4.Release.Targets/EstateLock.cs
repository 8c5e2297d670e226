using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Targets;

/// <summary>One release per estate and checkout: an exclusively opened file, freed by the system when its holder dies.</summary>
public sealed class EstateLock : IDisposable
{
    readonly FileStream stream;

    EstateLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="RefusalException">Another run holds it.</exception>
    public static EstateLock Take(string temporaryDirectory, string estate)
    {
        var path = Path.Combine(temporaryDirectory, $"{estate}.lock");
        Directory.CreateDirectory(temporaryDirectory);
        if (!File.Exists(path))
        {
            // Apart from locking, so that a full disk is not taken for another run.
            File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }

        try
        {
            return new EstateLock(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new RefusalException(ExitCode.Locked, $"Estate {estate} is locked: another run of this checkout is working on it. Wait for it to end, then type the same command again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
