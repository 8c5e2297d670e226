namespace Nuke.Common;

/// <summary>A parameter without which no target runs.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class RequiredAttribute : Attribute;
