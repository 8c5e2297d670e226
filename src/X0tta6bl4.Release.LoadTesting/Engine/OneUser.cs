using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>A user who comes alone.</summary>
/// <param name="user">The user.</param>
internal sealed class OneUser(IVirtualUser user) : IUserSource
{
    /// <inheritdoc/>
    public IVirtualUser Arrive() => user;

    /// <inheritdoc/>
    public void Leave(IVirtualUser one)
    {
        // It does not come again.
    }
}
