namespace X0tta6bl4.Release.LoadTesting.Users;

#pragma warning disable CA1064 // It is caught where it can be thrown, so nobody else has to know it.
/// <summary>A virtual user cannot go on; it never leaves the user.</summary>
/// <param name="message">Why, in a few words.</param>
internal sealed class UserFailureException(string message) : Exception(message);
#pragma warning restore CA1064
