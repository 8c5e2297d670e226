using System.Collections.Immutable;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>What the process of a load is asked for: equal requests, or a script.</summary>
internal sealed record LoadOrder
{
    /// <summary>Equal requests; null for a script.</summary>
    public SameRequestOrder? Same { get; init; }

    /// <summary>A script; null for equal requests.</summary>
    public ScriptOrder? Script { get; init; }

    /// <summary>Most connections at once.</summary>
    public required int Connections { get; init; }

    /// <summary>True to end early when the service turns out to be down.</summary>
    public bool EndsEarly { get; init; }
}

/// <summary>Equal requests.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Absolute URL.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">Body; null for none.</param>
/// <param name="Status">Status of a good answer.</param>
/// <param name="RatePerSecond">Requests a second.</param>
/// <param name="Duration">How long.</param>
/// <param name="WarmUp">Time before that, which is not counted.</param>
/// <param name="Timeout">Limit for one answer, from when its request was due.</param>
internal sealed record SameRequestOrder(
    string Method, Uri Url, ImmutableSortedDictionary<string, string> Headers, string? Body, int Status, double RatePerSecond, TimeSpan Duration, TimeSpan WarmUp, TimeSpan Timeout)
{
    /// <summary>The order for a profile.</summary>
    public static SameRequestOrder Of(LoadProfile profile) => new(
        profile.Call.Method.Method, profile.Call.Url, profile.Call.Headers, profile.Call.Body, profile.Status, profile.RatePerSecond, profile.Duration, profile.WarmUp, profile.Timeout);
}

/// <summary>A script.</summary>
/// <param name="Text">Its text.</param>
/// <param name="FileName">The file's name as problems show it.</param>
/// <param name="Target">Base URL in place of the script's own; null for that.</param>
/// <param name="Environment">Value of <c>$environment</c>; null for none.</param>
/// <param name="Files">Texts of the files that it names, by name.</param>
internal sealed record ScriptOrder(string Text, string FileName, string? Target, string? Environment, ImmutableSortedDictionary<string, string> Files);
