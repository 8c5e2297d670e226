using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>Users of a script.</summary>
/// <param name="run">What they share.</param>
internal sealed class ScriptUsers(ScriptRun run) : IUserSource
{
    /// <inheritdoc/>
    public IVirtualUser Arrive() => run.NewUser();

    /// <inheritdoc/>
    public void Leave(IVirtualUser user)
    {
        // Nobody comes twice.
    }
}
