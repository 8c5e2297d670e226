using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A release that is done in a lab, and is watched minute by minute: round by round, however busy the machine is.</summary>
sealed class WatchedLab : IRunObserver, IDisposable
{
    readonly JournalEntry[] before =
    [
        new JournalEntry.BaselineMeasured("Prepare/1/slowness/baseline", "slowness", 0.1, 1000, "") { At = Lab.Start.AddHours(-1) },
        new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = Lab.Start.AddHours(-1) },
    ];

    readonly SemaphoreSlim go = new(0);
    readonly CountedTimers time;
    int rounds;
    int begun;
    int timersThen;

    public WatchedLab(Runbook runbook)
    {
        Lab = new Lab(runbook);
        time = new CountedTimers(Lab.Time);
        foreach (var update in Lab.Plan.Updates)
        {
            (update.Workload.Cluster == "east" ? Lab.East : Lab.West).Objects[update.Workload.Name] = Manifests.Deployment(update.Workload.Name, update.Container, update.To);
        }

        Lab.Observers.Add(this);
        GoOn();
    }

    public Lab Lab { get; }

    /// <summary>Before this round there is nothing left to watch.</summary>
    public int SuccessorBefore { get; set; } = int.MaxValue;

    public CancellationToken Stop { get; set; }

    public double? Threshold { get; set; }

    public JournalEntry[] Watched => [.. Lab.Journal.Entries.Where(entry => entry is JournalEntry.WatchStarted or JournalEntry.WatchAssessed or JournalEntry.WatchEnded)];

    /// <summary>Everything that was told of subjects, told anew or changed.</summary>
    public IEnumerable<string> Told => from entry in Watched.OfType<JournalEntry.WatchAssessed>() from answer in entry.Answers select $"{answer.Subject} {answer.Verdict}";

    /// <summary>The next run goes on with the journal of the last one.</summary>
    public void GoOn() => Lab.Log = Lab.LogFrom(ReleaseState.Fold([.. before, .. Lab.Journal.Entries]));

    /// <summary>Watches, a round a minute.</summary>
    /// <param name="minutes">The watch's length.</param>
    /// <param name="beforeRound">Called before each round, from 1.</param>
    /// <param name="from">Minute at which the watch began; now is the lab's own time.</param>
    public async Task<StepResult> WatchAsync(int minutes, Action<int>? beforeRound = null, DateTimeOffset? from = null)
    {
        (rounds, begun, timersThen) = (0, 0, time.Count);
        var began = from ?? Lab.Time.GetUtcNow();
        var order = new WatchOrder
        {
            From = began,
            Until = began.AddMinutes(minutes),
            Rule = new WatchRule(),
            ErrorThreshold = Threshold,
            Operator = "anna",
            Host = "runner-1",
            FindSuccessorAsync = BeginRoundAsync,
        };
        var run = new WatchRun(Lab.Context with { Time = time }, order).RunAsync(Stop);
        for (var round = 1; !run.IsCompleted; round++)
        {
            // Time that goes on before it is waited for would be waited for once more.
            Until(() => run.IsCompleted || time.Count > Volatile.Read(ref timersThen));
            Lab.Time.Advance(TimeSpan.FromMinutes(1));
            Until(() => run.IsCompleted || Volatile.Read(ref begun) >= round);
            if (!run.IsCompleted)
            {
                beforeRound?.Invoke(round);
                go.Release();
                Until(() => run.IsCompleted || Volatile.Read(ref rounds) >= round);
            }
        }

        return await run;
    }

    // A round begins once it is its turn, and what is to be seen in it is there.
    async Task<string?> BeginRoundAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref begun);
        await go.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        return number >= SuccessorBefore ? "release 2.3.2 has changed the estate since" : null;
    }

    // The lab's clock, and how many timers were set by it.
    sealed class CountedTimers(TimeProvider inner) : TimeProvider
    {
        int count;

        public int Count => Volatile.Read(ref count);

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = inner.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref count);
            return timer;
        }
    }

    static void Until(Func<bool> isSo) => Assert.True(SpinWait.SpinUntil(isSo, TimeSpan.FromMinutes(1)));

    public void OnEntry(JournalEntry entry)
    {
        // The journal has it.
    }

    // The last question of a round.
    public void OnProgress(RunProgress progress)
    {
        if (progress.Step == "Watch/placements")
        {
            Volatile.Write(ref timersThen, time.Count);
            Interlocked.Increment(ref rounds);
        }
    }

    public void Dispose()
    {
        go.Dispose();
        Lab.Dispose();
    }
}
