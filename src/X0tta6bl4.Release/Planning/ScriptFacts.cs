namespace X0tta6bl4.Release.Planning;

/// <summary>What a plan has to know of a load script.</summary>
/// <param name="Hash">SHA-256 of the script and of the files that it names, in small hexadecimal digits.</param>
/// <param name="Length">Time in which its users arrive.</param>
public sealed record ScriptFacts(string Hash, TimeSpan Length);
