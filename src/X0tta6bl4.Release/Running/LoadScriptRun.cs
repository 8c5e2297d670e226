namespace X0tta6bl4.Release.Running;

/// <summary>A load script that is to be run.</summary>
/// <param name="File">Absolute path of the script.</param>
/// <param name="ShownName">How messages name it.</param>
/// <param name="Hash">What it and the files that it names must still be, see <see cref="Planning.ScriptFacts.Hash"/>.</param>
/// <param name="Target">Base URL in place of the script's own.</param>
/// <param name="Duration">Time in which its users arrive; above zero.</param>
/// <param name="ResultDirectory">Where its figures are written: <c>result.json</c>, <c>report.md</c> and three histograms.</param>
public sealed record LoadScriptRun(string File, string ShownName, string Hash, Uri Target, TimeSpan Duration, string ResultDirectory);
