using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Estates;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>The directory that outlives the process: what it is, where it listens, and its objects.</summary>
internal sealed class StateDirectory(string path)
{
    const int Format = 1;

    public string EstateFile => Path.Combine(path, "estate.json");

    public string KubeconfigFile => Path.Combine(path, "kubeconfig");

    public string LogFile => Path.Combine(path, "sandbox.log");

    string PortsFile => Path.Combine(path, "ports.json");

    string StateFile => Path.Combine(path, "state.json");

    /// <summary>The one process that may own the directory holds its lock; null when another one does.</summary>
    public FileStream? TryLock()
    {
        Directory.CreateDirectory(path);
        try
        {
            return new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The description of the estate that was written last, or null.</summary>
    public JsonObject? ReadEstate() => Read(EstateFile);

    public void RemoveEstate() => File.Delete(EstateFile);

    public void WriteEstate(JsonObject estate) => Write(EstateFile, Wire.Utf8(estate));

    /// <summary>The ports that were in use last, by the names of their listeners.</summary>
    public JsonObject ReadPorts() => Read(PortsFile) ?? [];

    public void WritePorts(JsonObject ports) => Write(PortsFile, Wire.Utf8(ports));

    public void WriteKubeconfig(string text) => Write(KubeconfigFile, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The saved state, or null when there is none that can be used.</summary>
    public JsonObject? ReadState() => Read(StateFile) is { } state && state.Number("format") == Format ? state : null;

    public void Save(Estate estate)
    {
        Write(StateFile, stream =>
        {
            using var writer = new Utf8JsonWriter(stream);
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            writer.WriteString("installed", estate.Scenario.Installed);
            writer.WriteString("scenario", estate.Scenario.Current.Name);
            writer.WriteString("edges", estate.Edges.ToString());
            writer.WriteStartObject("clusters");
            foreach (var cluster in estate.Clusters)
            {
                WriteCluster(writer, cluster);
                // Not all of them at once in memory.
                writer.Flush();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    static void WriteCluster(Utf8JsonWriter writer, EstateCluster cluster)
    {
        var (version, objects) = cluster.Cluster.Do(() => (cluster.Cluster.Store.Version, cluster.Cluster.Store.Everything().ToList()));
        writer.WriteStartObject(cluster.Name);
        writer.WriteNumber("resourceVersion", version);
        writer.WriteStartArray("objects");
        foreach (var stored in objects)
        {
            writer.WriteRawValue(stored.Utf8.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static JsonObject? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // Half a file is no state: the estate starts anew.
            return null;
        }
    }

    static void Write(string file, byte[] content) => Write(file, stream => stream.Write(content));

    // Readers see the old content or the new, never half of it.
    static void Write(string file, Action<Stream> write)
    {
        var temporary = $"{file}.new";
        using (var stream = File.Create(temporary))
        {
            write(stream);
        }

        File.Move(temporary, file, overwrite: true);
    }
}
