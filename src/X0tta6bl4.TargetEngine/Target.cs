namespace Nuke.Common;

/// <summary>Defines a target: a property of this type on a build class, or on an interface it implements, is one target.</summary>
/// <param name="definition">The definition to add to.</param>
/// <returns>The same definition.</returns>
public delegate ITargetDefinition Target(ITargetDefinition definition);
