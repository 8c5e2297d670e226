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

    /// <summary>The plan.</summary>
    public string PlanPath => File("plan.json");

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
        using (var file = System.IO.File.Create(PlanPath))
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
            Append(JournalPath, copied.Entries);
            return;
        }

        var (known, agrees) = Compare(here, copied);
        if (agrees)
        {
            Append(JournalPath, [.. copied.Entries.Skip(known)]);
        }
        else
        {
            Replace(copied.Entries);
        }
    }

    /// <summary>What <see cref="Restore"/> would make of the folder, where it cannot be written: the way back needs no disk.</summary>
    /// <returns>The release; null when the folder has none.</returns>
    /// <exception cref="InvalidDataException">Journal or plan cannot be read; the message names the file.</exception>
    public ReleaseRecord? Merge(CopiedRelease copied)
    {
        if (Read() is not { } here)
        {
            return null;
        }

        var (known, agrees) = Compare(here, copied);
        ImmutableArray<JournalEntry> entries = agrees ? [.. here.Entries, .. copied.Entries.Skip(known)] : copied.Entries;
        return here with { Entries = entries, State = ReleaseState.Fold(entries) };
    }

    // How many of the copy's entries are here, and whether these are the same.
    static (int Known, bool Agrees) Compare(ReleaseRecord here, CopiedRelease copied)
    {
        var (ours, theirs) = (new JournalExtract(copied.Plan).LinesOf(here.Entries), copied.Entries.Select(JournalJson.Write).ToImmutableArray());
        return (ours.Length, ours.Take(theirs.Length).SequenceEqual(theirs.Take(ours.Length)));
    }

    /// <summary>Reads a release; null for a folder that no release wrote to its first entry.</summary>
    /// <exception cref="InvalidDataException">Journal or plan cannot be read; the message names the file.</exception>
    public ReleaseRecord? Read()
    {
        if (!System.IO.File.Exists(JournalPath) || !System.IO.File.Exists(PlanPath))
        {
            return null;
        }

        var entries = JournalFile.Read(JournalPath);
        return entries.IsEmpty ? null : new ReleaseRecord(this, ReadPlan(PlanPath), entries, ReleaseState.Fold(entries));
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

    // Whole before it takes the other one's place: there may be no room for it.
    void Replace(ImmutableArray<JournalEntry> entries)
    {
        var whole = File("journal.jsonl.new");
        try
        {
            System.IO.File.Delete(whole);
            Append(whole, entries);
            System.IO.File.Move(JournalPath, JournalPath + ".before", overwrite: true);
            System.IO.File.Move(whole, JournalPath);
        }
        catch (IOException)
        {
            System.IO.File.Delete(whole);
            throw;
        }
    }

    static void Append(string path, ImmutableArray<JournalEntry> entries)
    {
        if (entries.IsEmpty)
        {
            return;
        }

        using var journal = JournalFile.Open(path);
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
