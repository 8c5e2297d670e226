using System.Collections.Immutable;
using System.Text.Json.Serialization;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>The smallest planned thing, as data: it changes something, and has an undo, or it checks something, and has none.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CheckImage), "checkImage")]
[JsonDerivedType(typeof(CheckWorkload), "checkWorkload")]
[JsonDerivedType(typeof(BackUp), "backUp")]
[JsonDerivedType(typeof(UpdateWorkload), "updateWorkload")]
[JsonDerivedType(typeof(VerifyImage), "verifyImage")]
[JsonDerivedType(typeof(CallEndpoint), "callEndpoint")]
[JsonDerivedType(typeof(RunCommand), "runCommand")]
[JsonDerivedType(typeof(RunCopy), "runCopy")]
[JsonDerivedType(typeof(RunTests), "runTests")]
[JsonDerivedType(typeof(CheckChart), "checkChart")]
[JsonDerivedType(typeof(UpgradeChart), "upgradeChart")]
[JsonDerivedType(typeof(MeasureBaseline), "measureBaseline")]
[JsonDerivedType(typeof(RunLoad), "runLoad")]
[JsonDerivedType(typeof(RunScript), "runScript")]
[JsonDerivedType(typeof(AskGate), "askGate")]
[JsonDerivedType(typeof(WatchGate), "watchGate")]
public abstract partial record Step
{
    private protected Step()
    {
    }

    /// <summary>Unique in the plan and stable between plans of the same runbook: <c>STAGE/WAVE/LANE/STEP</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Limit of time; above zero.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>True when a failure of the step waits for a human instead of being undone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Holds { get; init; }

    /// <summary>The step as an imperative phrase with its object.</summary>
    [JsonIgnore]
    public abstract string Title { get; }

    /// <summary>True when the step changes the estate.</summary>
    [JsonIgnore]
    public virtual bool Changes => false;

    /// <summary>True when the step's effect is undone as soon as its lane ends, well or not.</summary>
    [JsonIgnore]
    public virtual bool Temporary => false;

    /// <summary>The registry has the image under the digest that was planned, for every platform of the nodes.</summary>
    /// <param name="Image">Image with tag and digest.</param>
    public sealed record CheckImage(string Image) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"check image {Image}";
    }

    /// <summary>The workload exists, is the one that was planned, and is neither unhealthy nor in the middle of a rollout.</summary>
    /// <param name="Workload">The workload.</param>
    /// <param name="Uid">The uid it had when the plan was made.</param>
    public sealed record CheckWorkload(WorkloadReference Workload, string Uid) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"check {Workload}";
    }

    /// <summary>The workload's object is saved as clean YAML below the release's folder.</summary>
    /// <param name="Workload">The workload.</param>
    public sealed record BackUp(WorkloadReference Workload) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"back up {Workload}";
    }

    /// <summary>The workload's fields are changed by one patch, and its rollout is watched to its end.</summary>
    /// <param name="Workload">The workload.</param>
    /// <param name="Uid">The uid it had when the plan was made.</param>
    /// <param name="Container">Container whose image changes.</param>
    /// <param name="From">Image before.</param>
    /// <param name="To">Image after, with tag and digest.</param>
    /// <param name="FieldChanges">What changes; empty when the workload already is as planned.</param>
    public sealed record UpdateWorkload(WorkloadReference Workload, string Uid, string Container, string From, string To, ImmutableArray<FieldChange> FieldChanges) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"update {Workload}";

        /// <summary>Manager under whose name the fields are changed, when a reconciler keeps them and the runbook says to act as it; null for our own.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Manager { get; init; }

        /// <summary>The name under which the fields are changed.</summary>
        [JsonIgnore]
        public string Writer => Manager ?? FieldOwner.Own;

        /// <inheritdoc/>
        [JsonIgnore]
        public override bool Changes => FieldChanges.Length > 0;
    }

    /// <summary>What the pods really run is what the registry was asked for.</summary>
    /// <param name="Workload">The workload.</param>
    /// <param name="Container">The container.</param>
    /// <param name="Digests">Digests under which the runtime may report the image.</param>
    public sealed record VerifyImage(WorkloadReference Workload, string Container, ImmutableArray<string> Digests) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"verify the images that {Workload} runs";
    }

    /// <summary>A public endpoint answers as it should.</summary>
    /// <param name="Endpoint">Name of the endpoint in the runbook.</param>
    /// <param name="Path">Path below it.</param>
    /// <param name="Method">HTTP method.</param>
    /// <param name="Status">Expected status.</param>
    /// <param name="Tries">How often to try.</param>
    /// <param name="Spacing">Time between two tries.</param>
    public sealed record CallEndpoint(string Endpoint, string Path, string Method, int Status, int Tries, TimeSpan Spacing) : Step
    {
        /// <summary>Headers by name; null for none.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImmutableSortedDictionary<string, string>? Headers { get; init; }

        /// <summary>Body; null for none.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Body { get; init; }

        /// <summary>What the answer's JSON must hold; null when it does not matter.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImmutableArray<JsonExpectation>? Json { get; init; }

        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"check {Method} {Endpoint}{Path}";
    }

    /// <summary>A command in a ready pod ends with exit code 0.</summary>
    /// <param name="Workload">The workload.</param>
    /// <param name="Container">The container.</param>
    /// <param name="Command">Program and arguments.</param>
    public sealed record RunCommand(WorkloadReference Workload, string Container, ImmutableArray<string> Command) : Step
    {
        /// <summary>What the output's JSON must hold; null when it does not matter.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImmutableArray<JsonExpectation>? Json { get; init; }

        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"run '{string.Join(' ', Command)}' in {Workload}";
    }

    /// <summary>A copy of a workload runs with the new image in the staging namespace; it is deleted when its lane ends, however that ends.</summary>
    /// <param name="Workload">The copy.</param>
    /// <param name="Container">Container with the new image.</param>
    /// <param name="Manifest">The copy as JSON text.</param>
    /// <param name="Mark">Proves that the copy is ours; see <see cref="StagingCopy.MarkAnnotation"/>.</param>
    public sealed record RunCopy(WorkloadReference Workload, string Container, string Manifest, string Mark) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"run {Workload}";

        /// <inheritdoc/>
        [JsonIgnore]
        public override bool Changes => true;

        /// <inheritdoc/>
        [JsonIgnore]
        public override bool Temporary => true;
    }

    /// <summary>A test program in a ready pod ends with exit code 0 and reports its tests in TAP, none of them failed.</summary>
    /// <param name="Workload">The workload that runs tests.</param>
    /// <param name="Container">The container.</param>
    /// <param name="Command">Program and arguments.</param>
    public sealed record RunTests(WorkloadReference Workload, string Container, ImmutableArray<string> Command) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"test by '{string.Join(' ', Command)}' in {Workload}";
    }
}
