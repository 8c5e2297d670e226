using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Objects as they were before the release: <c>backup/CLUSTER/NAMESPACE/kind-NAME.yaml</c>, readable by their owner only.</summary>
public static class BackupFile
{
    /// <summary>Path below the release's folder.</summary>
    public static string RelativePathOf(WorkloadReference workload) =>
        $"backup/{workload.Cluster}/{workload.Namespace}/{workload.Kind.ToLowerInvariant()}-{workload.Name}.yaml";

    /// <summary>Absolute path.</summary>
    public static string PathOf(string directory, WorkloadReference workload) => Path.Combine(directory, RelativePathOf(workload));

    /// <summary>Writes a backup; the file appears whole or not at all.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var writer = new StreamWriter(part, options);
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        }

        File.Move(part, path, overwrite: true);
    }
}
