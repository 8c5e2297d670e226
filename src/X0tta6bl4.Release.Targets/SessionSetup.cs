using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Terminal;

namespace X0tta6bl4.Release.Targets;

/// <summary>Everything a session takes from the process around it.</summary>
public sealed record SessionSetup
{
    /// <summary>What the operator asked for.</summary>
    public required ReleaseRequest Request { get; init; }

    /// <summary>Takes secrets out of output and journal.</summary>
    public required Redactor Redactor { get; init; }

    /// <summary>The language of whoever reads what is shown and reported; <see cref="Output"/> speaks it by itself.</summary>
    public Translator Translator { get; init; } = Translator.English;

    /// <summary>Where lines for the operator go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where the one JSON document goes that Plan and Status write for programs; null when people are to read what they say.</summary>
    public TextWriter? Json { get; init; }

    /// <summary>Cells of a line where <see cref="Output"/> is read through a window; else as many as there can be.</summary>
    public int Columns { get; init; } = int.MaxValue;

    /// <summary>The terminal that <see cref="Output"/> writes to, when rows can be drawn in place on it; the session disposes of it. Null for anything else.</summary>
    public LiveScreen? Screen { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Directory for what is not kept: locks and the sandbox's state. An absolute path.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>Takes the exit code of the process.</summary>
    public required Action<int> SetExitCode { get; init; }

    /// <summary>Who runs this where.</summary>
    public required RunnerIdentity Runner { get; init; }

    /// <summary>Makes a token that nobody else has.</summary>
    public required Func<string> NewToken { get; init; }

    /// <summary>Names of the targets that were asked for.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>Options for the embedded estate's process.</summary>
    public ImmutableArray<string> SandboxOptions { get; init; } = [];
}
