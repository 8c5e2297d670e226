using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>Where users come from.</summary>
internal interface IUserSource
{
    /// <summary>A user at the beginning of a scenario.</summary>
    IVirtualUser Arrive();

    /// <summary>Takes a user back whose way has ended.</summary>
    void Leave(IVirtualUser user);
}
