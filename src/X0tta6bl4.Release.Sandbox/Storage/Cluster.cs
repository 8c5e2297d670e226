using System.Text.Json.Nodes;
using System.Threading.Channels;
using X0tta6bl4.Release.Sandbox.Hosting;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>
/// One cluster: its objects, and the work that controllers have planned. Everything happens under one gate; planned work
/// runs after the request that caused it has been answered, as it does on a real cluster.
/// </summary>
internal sealed class Cluster : IDisposable
{
    readonly Lock gate = new();
    readonly Agenda agenda = new();
    readonly List<ChannelWriter<Change>> watchers = [];
    readonly ITimer timer;
    readonly SandboxLog log;
    bool isDisposed;

    public Cluster(string name, SimulationClock clock, Chance chance, SandboxLog log)
    {
        Name = name;
        Clock = clock;
        Chance = chance;
        this.log = log;
        timer = clock.Time.CreateTimer(_ => Do(RunDue), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Store.Changed += Publish;
    }

    public string Name { get; }

    public SimulationClock Clock { get; }

    public Chance Chance { get; }

    public ObjectStore Store { get; } = new();

    /// <summary>Reads or writes under the gate, then sees to the work that became due.</summary>
    public T Do<T>(Func<T> work)
    {
        T result;
        lock (gate)
        {
            result = work();
        }

        Arm();
        return result;
    }

    public void Do(Action work) => Do(() =>
    {
        work();
        return true;
    });

    /// <summary>Plans work after a simulated delay; what was planned under the same key is replaced. Needs the gate.</summary>
    public void Plan(string key, TimeSpan delay, Action work) => agenda.Plan(key, Clock.After(delay), work);

    /// <summary>Gives up planned work. Needs the gate.</summary>
    public void Forget(string key) => agenda.Forget(key);

    /// <summary>Runs planned work at once, whenever it is due, until nothing is left or the condition holds.</summary>
    public void FastForward(Func<bool> until) => Do(() =>
    {
        while (!until() && agenda.Take(DateTimeOffset.MaxValue) is { } work)
        {
            work();
        }
    });

    /// <summary>Drops all planned work; watchers are cut off, as by a server that restarts.</summary>
    public void Halt() => Do(() =>
    {
        agenda.Clear();
        watchers.ForEach(w => w.TryComplete());
        watchers.Clear();
    });

    /// <summary>A stream of all changes from now on. Needs the gate, so that nothing falls between a list and its watch.</summary>
    public Channel<Change> Watch()
    {
        var channel = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
        watchers.Add(channel.Writer);
        return channel;
    }

    public void Unwatch(Channel<Change> channel) => Do(() => watchers.Remove(channel.Writer));

    /// <summary>Stores a changed copy of an object if it still is the same object and the change changes anything. Needs the gate.</summary>
    public void Amend(StoredObject stored, Action<JsonObject> change)
    {
        if (Store.Find(stored.Kind, stored.Namespace, stored.Name) is not { } live || live.Value.Uid() != stored.Value.Uid())
        {
            return;
        }

        var copy = live.Value.Copy();
        change(copy);
        if (!JsonNode.DeepEquals(copy, live.Value))
        {
            Store.Put(live.Kind, copy);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Halt();
        isDisposed = true;
        timer.Dispose();
    }

    void Publish(Change change) => watchers.ForEach(w => w.TryWrite(change));

    void RunDue()
    {
        while (agenda.Take(Clock.Now) is { } work)
        {
#pragma warning disable CA1031 // One faulty controller must not take the whole estate down; the log tells.
            try
            {
                work();
            }
            catch (Exception e)
            {
                log.Write($"{Name}: planned work failed: {e}");
            }
#pragma warning restore CA1031
        }
    }

    // Only ever outside the gate: a test's clock runs a due timer at once, on this thread.
    void Arm()
    {
        if (gate.IsHeldByCurrentThread || isDisposed)
        {
            return;
        }

        TimeSpan? wait;
        lock (gate)
        {
            wait = agenda.NextDue - Clock.Now;
        }

        if (wait is { } span)
        {
            // A whole millisecond more than needed: timers round down, and an early timer would run twice.
            timer.Change(span <= TimeSpan.Zero ? TimeSpan.Zero : span + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }
}
