using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>Users who all send one and the same request.</summary>
/// <param name="request">The request.</param>
/// <param name="status">Status of a good answer.</param>
internal sealed class SameRequest(OutgoingRequest request, int status) : IUserSource
{
    readonly Stack<User> waiting = new();

    /// <inheritdoc/>
    public IVirtualUser Arrive() => waiting.TryPop(out var user) ? user.Again() : new User(request, status);

    /// <inheritdoc/>
    public void Leave(IVirtualUser user) => waiting.Push((User)user);

    sealed class User(OutgoingRequest request, int status) : IVirtualUser
    {
        bool hasAsked;

        public int Scenario => 0;

        public string? Failure { get; private set; }

        public User Again()
        {
            (hasAsked, Failure) = (false, null);
            return this;
        }

        public Wish Next()
        {
            var first = !hasAsked;
            hasAsked = true;
            return first ? new Wish(request, TimeSpan.Zero) : Wish.End;
        }

        public void Answered(Answer answer) => Failure = answer.Status == status ? null : FailureText.Of(answer.Status);

        public void Lost()
        {
            // One request is all that there was.
        }
    }
}
