using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Terminal.Tests;

/// <summary>Releases that were recorded as files beside the core's tests.</summary>
static class RecordedRelease
{
    public const string Tests = "X0tta6bl4.Release.Tests";

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static Plan Plan { get; } = ReleaseFolder.ReadPlan(PathOf("plan.json"));

    public static ImmutableArray<JournalEntry> Entries(string name) => JournalFile.Read(PathOf(name + ".jsonl"));

    /// <summary>Compares a text with a file of this project. When it differs, the new text is written beside the test program, to be looked at and copied over.</summary>
    public static void Same(string file, string actual)
    {
        var received = Path.Combine(AppContext.BaseDirectory, "received-" + file);
        File.WriteAllText(received, actual);
        Assert.Equal(File.ReadAllText(Path.Combine(Root, "tests", "X0tta6bl4.Release.Terminal.Tests", file)).ReplaceLineEndings("\n"), actual);
        File.Delete(received);
    }

    static string PathOf(string file) => Path.Combine(Root, "tests", Tests, "Journals", "v1", file);

    static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "X0tta6bl4.Release.sln"))
            ? from
            : FindRoot(Path.GetDirectoryName(from.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}
