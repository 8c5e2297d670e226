namespace Nuke.Common;

public abstract partial class NukeBuild
{
    /// <summary>Called when the build is created and its parameters are set.</summary>
    protected internal virtual void OnBuildCreated()
    {
    }

    /// <summary>Called when the plan is made, before anything runs.</summary>
    protected internal virtual void OnBuildInitialized()
    {
    }

    /// <summary>Called when the build has ended, well or not.</summary>
    protected internal virtual void OnBuildFinished()
    {
    }

    /// <summary>Called before a target starts.</summary>
    /// <param name="target">Its name.</param>
    protected internal virtual void OnTargetRunning(string target)
    {
    }

    /// <summary>Called when a target is skipped.</summary>
    /// <param name="target">Its name.</param>
    protected internal virtual void OnTargetSkipped(string target)
    {
    }

    /// <summary>Called when a target has ended well.</summary>
    /// <param name="target">Its name.</param>
    protected internal virtual void OnTargetSucceeded(string target)
    {
    }

    /// <summary>Called when a target has failed.</summary>
    /// <param name="target">Its name.</param>
    protected internal virtual void OnTargetFailed(string target)
    {
    }
}
