using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Probing;

/// <summary>A target with its request and its schedule.</summary>
/// <param name="target">The target.</param>
/// <param name="place">Which of all it is, from zero.</param>
internal sealed class ProbedTarget(ProbeTarget target, int place)
{
    readonly ProbeSchedule schedule = new(target.RatePerSecond, place);
    long index;

    /// <summary>The target.</summary>
    public ProbeTarget Target => target;

    /// <summary>The request of every probe.</summary>
    public OutgoingRequest Request { get; } = new SameRequestOrder(
        target.Call.Method.Method, target.Call.Url, target.Call.Headers, target.Call.Body, target.Status ?? 0, target.RatePerSecond, TimeSpan.Zero, TimeSpan.Zero, target.Timeout).Request();

    /// <summary>When the next probe is due, from the start.</summary>
    public TimeSpan Next { get; private set; } = new ProbeSchedule(target.RatePerSecond, place).Due(0);

    /// <summary>The next probe is taken care of.</summary>
    public void Advance() => Next = schedule.Due(++index);

    /// <summary>Why an answer is not the one that is wanted, in a few words; null when it is.</summary>
    public string? Wrong(Answer answer) => target.Status is { } wanted && answer.Status != wanted ? FailureText.Of(answer.Status) : null;
}
