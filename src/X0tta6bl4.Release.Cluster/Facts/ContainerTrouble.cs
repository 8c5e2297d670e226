namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>What keeps a container from running, by the words of kubelet and runtime.</summary>
enum ContainerTrouble
{
    /// <summary>Nothing that they name, or something that is known to pass.</summary>
    None,

    /// <summary>The image's name cannot be parsed.</summary>
    ImageName,

    /// <summary>The registry does not have the image.</summary>
    ImageAbsent,

    /// <summary>The registry wants other credentials.</summary>
    PullDenied,

    /// <summary>The registry does not answer, or not in time.</summary>
    RegistryAway,

    /// <summary>The registry has had enough of this address or account.</summary>
    RateLimited,

    /// <summary>The image is for another platform, found out at the pull or at the start.</summary>
    WrongPlatform,

    /// <summary>The image is not on the node and may not be pulled.</summary>
    NeverPulled,

    /// <summary>The pull fails for a reason that is not told.</summary>
    PullFails,

    /// <summary>A ConfigMap is missing.</summary>
    MapMissing,

    /// <summary>A Secret is missing.</summary>
    SecretMissing,

    /// <summary>A key of a ConfigMap or Secret is missing.</summary>
    KeyMissing,

    /// <summary>It may not run as the user that it wants.</summary>
    RunAsDenied,

    /// <summary>It cannot be configured for another reason.</summary>
    Misconfigured,

    /// <summary>Its command cannot be executed.</summary>
    NoCommand,

    /// <summary>It cannot be created or started for another reason.</summary>
    CannotStart,
}
