using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>One thing that a virtual user does.</summary>
internal abstract record FlowStep
{
    /// <summary>Its requests, also those of steps within.</summary>
    public IEnumerable<RequestStep> Requests => this switch
    {
        Request request => [request.Step],
        Loop loop => loop.Steps.SelectMany(step => step.Requests),
        _ => [],
    };

    /// <summary>Sends a request.</summary>
    internal sealed record Request(RequestStep Step) : FlowStep;

    /// <summary>Waits, in seconds unless the text has a unit.</summary>
    internal sealed record Think(Template Time) : FlowStep;

    /// <summary>Says something.</summary>
    internal sealed record Log(Template Text) : FlowStep;

    /// <summary>Does steps several times.</summary>
    internal sealed record Loop(LoopRange Range, ImmutableArray<FlowStep> Steps) : FlowStep;
}
