namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Why a load could not be run, in a sentence.</summary>
/// <param name="message">The sentence.</param>
internal sealed class LoadTroubleException(string message) : Exception(message);
