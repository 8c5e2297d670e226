namespace X0tta6bl4.Release.Runbooks;

/// <summary>What a release does where Helm, Argo CD or Flux keeps a workload as their own source says.</summary>
public enum OwnedPolicy
{
    /// <summary>It is refused: that tool would take the change back, or the next release of it would.</summary>
    Refuse,

    /// <summary>It changes the fields and owns them from then on, as <c>kubectl set image</c> would.</summary>
    Take,

    /// <summary>It changes the fields under the name of that tool, whose they remain.</summary>
    ActAsOwner,
}
