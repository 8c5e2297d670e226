using Nuke.Common;

namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>A component with parameters of its own.</summary>
interface IGreet : INukeBuild
{
    [Parameter("Whom to greet")]
    string? Guest => TryGetValue(() => Guest);

    [Parameter("How often")]
    int? Times => TryGetValue<int?>(() => Times);

    Target Greet => _ => _
        .Description("Greets the guest")
        .Requires(() => Guest)
        .Executes(() => Console.WriteLine($"ran Greet {Guest} {Times ?? 1}"));
}
