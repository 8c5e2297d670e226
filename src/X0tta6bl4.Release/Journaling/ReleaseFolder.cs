using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>What one release leaves behind: <c>artifacts/releases/ID/</c>.</summary>
/// <param name="Path">Absolute path of the folder.</param>
public sealed record ReleaseFolder(string Path)
{
    /// <summary>The release's identifier, the folder's name.</summary>
    public string Id => System.IO.Path.GetFileName(Path);

    /// <summary>The journal.</summary>
    public string JournalPath => File("journal.jsonl");

    /// <summary>A file of the release.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Identifier of a release that begins now, <c>VERSION-yyyyMMddTHHmmssZ</c>.</summary>
    public static string IdFor(string version, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{version}-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");

    /// <summary>Makes the folder with its plan, the journal still to come.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Create(Plan plan)
    {
        Directory.CreateDirectory(Path);
        using (var file = System.IO.File.Create(File("plan.json")))
        {
            // As durable as the journal: without its plan no journal can be undone.
            file.Write(Encoding.UTF8.GetBytes(PlanJson.Write(plan)));
            file.Flush(flushToDisk: true);
        }

        System.IO.File.WriteAllText(File("plan.txt"), PlanText.Of(plan));
    }

    /// <summary>Brings the folder to what a copy knows: makes it, or appends what other runs have done meanwhile. What only this folder knows stays,
    /// unless the two contradict each other; then the copy counts, and the journal from here is kept beside it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Restore(CopiedRelease copied)
    {
        if (Read() is not { } here)
        {
            Create(copied.Plan);
            Append(copied.Entries);
            return;
        }

        var (ours, theirs) = (new JournalExtract(copied.Plan).LinesOf(here.Entries), copied.Entries.Select(JournalJson.Write).ToImmutableArray());
        if (!ours.Take(theirs.Length).SequenceEqual(theirs.Take(ours.Length)))
        {
            System.IO.File.Move(JournalPath, JournalPath + ".before", overwrite: true);
            ours = [];
        }

        if (ours.Length < copied.Entries.Length)
        {
            Append(copied.Entries.Skip(ours.Length));
        }
    }

    /// <summary>Reads a release; null for a folder that no release wrote to its first entry.</summary>
    /// <exception cref="InvalidDataException">Journal or plan cannot be read; the message names the file.</exception>
    public ReleaseRecord? Read()
    {
        if (!System.IO.File.Exists(JournalPath) || !System.IO.File.Exists(File("plan.json")))
        {
            return null;
        }

        var entries = JournalFile.Read(JournalPath);
        return entries.IsEmpty ? null : new ReleaseRecord(this, ReadPlan(File("plan.json")), entries, ReleaseState.Fold(entries));
    }

    /// <summary>Reads every release below a folder, newest first.</summary>
    public static ImmutableArray<ReleaseRecord> ReadAll(string parent)
    {
        return !Directory.Exists(parent) ? [] :
        [
            .. Directory.EnumerateDirectories(parent).Select(path => new ReleaseFolder(path).Read()).OfType<ReleaseRecord>()
                .OrderByDescending(record => record.Entries[0].At),
        ];
    }

    void Append(IEnumerable<JournalEntry> entries)
    {
        using var journal = JournalFile.Open(JournalPath);
        foreach (var entry in entries)
        {
            journal.Append(entry);
        }
    }

    /// <summary>Reads a plan file.</summary>
    /// <exception cref="InvalidDataException">The file is no plan; the message names it.</exception>
    public static Plan ReadPlan(string path)
    {
        try
        {
            return PlanJson.Read(System.IO.File.ReadAllText(path));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: this is no plan of a format known here", exception);
        }
    }
}

/// <summary>One release as read from its folder.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Entries">Its journal.</param>
/// <param name="State">The journal's fold.</param>
public sealed record ReleaseRecord(ReleaseFolder Folder, Plan Plan, ImmutableArray<JournalEntry> Entries, ReleaseState State);
