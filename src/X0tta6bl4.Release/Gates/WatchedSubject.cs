namespace X0tta6bl4.Release.Gates;

/// <summary>What is asked again and again while a release is watched.</summary>
/// <param name="Name">What is asked, in a few words; unique within a watch.</param>
/// <param name="Window">Length of time that an answer is about; zero for a moment.</param>
/// <param name="Optional">True when evidence of it may be missing; it still never counts as passed.</param>
public sealed record WatchedSubject(string Name, TimeSpan Window, bool Optional);
