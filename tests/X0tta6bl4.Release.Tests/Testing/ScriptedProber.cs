using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A prober that sees what a test says, when it says it; one good answer of each target at its start, unless it is told otherwise.</summary>
sealed class ScriptedProber : IProber
{
    IProbeSink? sink;

    public ImmutableArray<ProbeTarget> Targets { get; private set; } = [];

    /// <summary>True while it runs.</summary>
    public bool Runs => sink is not null;

    public int Starts { get; private set; }

    /// <summary>What is seen as soon as it starts.</summary>
    public Action<ScriptedProber> First { get; set; } = prober => prober.Good(1);

    public IAsyncDisposable Start(ImmutableArray<ProbeTarget> targets, IProbeSink to)
    {
        (sink, Targets) = (to, targets);
        Starts++;
        First(this);
        return new End(this);
    }

    public void Good(int count) => Ends(count, "api", ProbeOutcome.Good, "");

    public void Failed(int count, string failure = "503 Service Unavailable") => Ends(count, "api", ProbeOutcome.Failed, failure);

    public void Missed(int count) => sink!.Missed("api", Lab.Start, TimeSpan.FromSeconds(1), count);

    /// <summary>Sent, and never answered.</summary>
    public void Sent(int count) => Times(count, () => _ = sink!.Begun("api"));

    public void Control(ProbeOutcome outcome, double at) =>
        sink!.Ended(new Probe(Probe.Control, sink.Begun(Probe.Control), Lab.Start.AddSeconds(at), outcome, TimeSpan.Zero, TimeSpan.Zero, 0, ""));

    void Ends(int count, string target, ProbeOutcome outcome, string failure) =>
        Times(count, () => sink!.Ended(new Probe(target, sink.Begun(target), Lab.Start, outcome, TimeSpan.FromMilliseconds(12), TimeSpan.Zero, outcome == ProbeOutcome.Good ? 200 : 503, failure)));

    static void Times(int count, Action act)
    {
        for (var i = 0; i < count; i++)
        {
            act();
        }
    }

    sealed class End(ScriptedProber prober) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            prober.sink = null;
            return ValueTask.CompletedTask;
        }
    }
}
