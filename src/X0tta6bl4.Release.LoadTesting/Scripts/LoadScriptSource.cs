namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Where a load script is from, and what it may ask for.</summary>
/// <param name="FileName">The file's name in positions.</param>
public sealed record LoadScriptSource(string FileName)
{
    /// <summary>Used instead of <c>config.target</c>; null for that. Default null.</summary>
    public string? Target { get; init; }

    /// <summary>What <c>$environment</c> is; null when nobody chose one. Default null.</summary>
    public string? Environment { get; init; }

    /// <summary>Text of a file by its path in the script (CSV payloads); null when there is none. Default: there are no files.</summary>
    public Func<string, string?> ReadFile { get; init; } = _ => null;

    /// <summary>Value of an environment variable (<c>{{ $env.NAME }}</c>); null when it is not set. Default: none is set.</summary>
    public Func<string, string?> ReadVariable { get; init; } = _ => null;
}
