namespace Nuke.Common;

/// <summary>A parameter whose value the engine prints as <c>***</c> wherever it would appear.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class SecretAttribute : Attribute;
