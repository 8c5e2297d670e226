namespace Nuke.Common.Execution;

/// <summary>How a target was declared to relate to another.</summary>
internal enum RelationKind
{
    DependsOn,
    DependentFor,
    Before,
    After,
    Triggers,
    TriggeredBy,
}
