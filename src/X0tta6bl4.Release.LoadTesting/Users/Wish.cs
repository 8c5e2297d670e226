namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>What a virtual user wants next: a request sent, a pause, or nothing any more.</summary>
/// <param name="Request">The request; null for a pause and at the end.</param>
/// <param name="Pause">How long the user pauses; zero for a request and at the end.</param>
internal readonly record struct Wish(OutgoingRequest? Request, TimeSpan Pause)
{
    /// <summary>The user's flow has ended.</summary>
    public static Wish End => default;

    /// <summary>True when the flow has ended.</summary>
    public bool IsEnd => Request is null && Pause <= TimeSpan.Zero;
}
