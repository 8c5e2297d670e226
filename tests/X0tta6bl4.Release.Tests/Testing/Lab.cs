using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>An estate in memory, and releases on it from 2.3.0 to 2.3.1.</summary>
sealed class Lab : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    readonly Runbook runbook;

    public Lab(Runbook? runbook = null, Action<MemoryCluster>? prepareEast = null)
    {
        this.runbook = runbook ?? LabRunbook.Value;
        Life = new LifeLine();
        Journal = new MemoryJournal(Life);
        East = new MemoryCluster("east", Life);
        West = new MemoryCluster("west", Life);
        foreach (var (cluster, name, component) in new[] { (East, "gateway", "gateway"), (East, "agents", "agents"), (East, "reports", "reports"), (West, "agents-west", "agents") })
        {
            cluster.Objects[name] = Manifests.Deployment(name, component, $"example/{component}:2.3.0");
        }

        Helm = new MemoryHelm(Life);
        foreach (var name in new[] { "vault", "mesh" })
        {
            Helm.Install(name, name, name, "1.0.0", new WorkloadReference("east", name, "StatefulSet", name));
            East.Objects[name] = Manifests.StatefulSet(name);
            System.IO.Directory.CreateDirectory(Path.Combine(Directory, "k8s"));
            File.WriteAllText(Path.Combine(Directory, "k8s", $"{name}.yaml"), ChartRunbook.NewValues.ToJsonString());
        }

        prepareEast?.Invoke(East);
        Plan = MakePlan();
        Log = LogFrom(new ReleaseState());
    }

    public LifeLine Life { get; }

    public MemoryJournal Journal { get; }

    public MemoryCluster East { get; }

    public MemoryCluster West { get; }

    public MemoryRegistry Registry { get; } = new();

    public ScriptedEndpoints Endpoints { get; } = new();

    public MemoryHelm Helm { get; }

    public ScriptedMetrics Metrics { get; } = new();

    public ScriptedLoad Load { get; } = new();

    public ScriptedProber Prober { get; } = new();

    public Uri? Control { get; set; }

    public FakeTimeProvider Time { get; } = new(Start);

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("release-tests-").FullName;

    public List<IRunObserver> Observers { get; } = [];

    /// <summary>The signal that runs listen to.</summary>
    public CancellationToken Stop { get; set; }

    /// <summary>Ends the waiting for answers.</summary>
    public CancellationToken Abandon { get; set; }

    public int Parallel { get; set; } = 16;

    public DateTimeOffset? EstateChangedAt { get; set; }

    public Fence? Fence { get; set; }

    public Plan Plan { get; set; }

    public ReleaseLog Log { get; set; }

    public ConnectedEstate Estate => new(
        ImmutableSortedDictionary<string, ICluster>.Empty.Add("east", East).Add("west", West), Registry, LabRunbook.Estate().Endpoints, Endpoints)
    {
        Helm = Helm,
        Metrics = ImmutableSortedDictionary<string, IMetricSource>.Empty.Add("east", Metrics),
        LoadGenerator = Load,
        Prober = Prober,
        Control = Control,
    };

    /// <summary>Watches the endpoints of the plan; one for all runs of a test, made on first use.</summary>
    public AvailabilityRun? Availability => field ??= Plan.Probes.IsEmpty ? null : new AvailabilityRun(Plan, Log, Estate, Time, Directory);

    public RunContext Context => new() { Plan = Plan, Log = Log, Availability = Availability, Estate = Estate, Time = Time, Directory = Directory, RunbookDirectory = Directory, EstateChangedAt = EstateChangedAt, Fence = Fence, Parallel = Parallel, Abandon = Abandon };

    /// <summary>Specifications of all workloads, for comparison.</summary>
    public ImmutableArray<string> Specs => [.. East.Objects.Concat(West.Objects).Select(o => $"{o.Key} {Manifests.Spec(o.Value)}").Order(StringComparer.Ordinal)];

    public IEnumerable<string> Patched => East.Patched.Concat(West.Patched);

    public static ReleaseParameters Parameters(params string[] components) =>
        new() { RootDirectory = "/", ArtifactsDirectory = "/artifacts", Estate = "lab", RunbookFile = "/runbook.yaml", Components = [.. components] };

    public Plan MakePlan()
    {
        var plan = TryPlan(Parameters());
        Assert.Empty(plan.Problems);
        return plan.Value!;
    }

    /// <summary>The plan for the estate as it is now.</summary>
    public Checked<Plan> TryPlan(ReleaseParameters parameters)
    {
        var (scope, survey) = Survey(parameters);
        return Planner.Plan(runbook, scope, new ReleaseVersion("2.3.1"), survey);
    }

    public (ReleaseScope Scope, EstateSurvey Survey) Survey(ReleaseParameters parameters)
    {
        var scope = ReleaseScope.Of(runbook, parameters).Value!;
        scope = scope with { ScriptFacts = scope.Scripts.ToImmutableSortedDictionary(load => load.Script, _ => new ScriptFacts("5c41", TimeSpan.FromSeconds(35)), StringComparer.Ordinal) };
        scope = scope with { Values = scope.Charts.ToImmutableSortedDictionary(chart => chart.Name, chart => new ChartValues($"/build/{chart.Values}", ChartValues.HashOf(ChartRunbook.NewValues)), StringComparer.Ordinal) };
        return (scope, Surveyor.SurveyAsync(Estate.View(), scope, "2.3.1", Time, CancellationToken.None).GetAwaiter().GetResult());
    }

    /// <summary>A log that continues a state; observers are those of this moment.</summary>
    public ReleaseLog LogFrom(ReleaseState state) => new(Journal, state, [.. Observers], Time, NullLogger.Instance);

    public PlannedStage Stage(string name) => Plan.Stages.Single(stage => stage.Name == name);

    /// <summary>Runs what is not done yet, stage by stage, up to the first that does not end well.</summary>
    public async Task<StepResult> RunAsync()
    {
        var runner = new Runner(Context);
        var result = StepResult.Done("nothing to do");
        foreach (var stage in Plan.Stages.Where(stage => stage.ByHand is null && !Log.State.IsDone(stage.Name)))
        {
            result = await runner.RunStageAsync(stage, Stop);
            if (!result.IsGood)
            {
                return result;
            }
        }

        return result;
    }

    public Task<StepResult> RunStageAsync(string name) => new Runner(Context).RunStageAsync(Stage(name), Stop);

    public Task<StepResult> RollBackAsync() => new Undoer(Context).RollBackAsync("a stage failed", Stop);

    public void Dispose()
    {
        try
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
        catch (IOException)
        {
            // A killed run may still be writing a backup; the folder is the system's to clear away.
        }
    }
}
