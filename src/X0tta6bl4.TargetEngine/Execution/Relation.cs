namespace Nuke.Common.Execution;

/// <summary>One relation of a target to another, as it was declared.</summary>
internal sealed record Relation(RelationKind Kind, Target Target);
