using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A health check in the file: <c>http</c> or <c>exec</c>. Where the command runs depends on whose check it is.</summary>
internal static class HealthCheckShape
{
    static readonly HealthCheck.Exec NoCommand = new([], TimeSpan.FromSeconds(30));

    static readonly RequestKeys<HealthCheck.Http> Request = new(check => check.Request);

    static readonly OptionalKey<HealthCheck.Http, int> Tries =
        new("tries", "How often to try before giving up; default 10", Scalars.Integer("a number of tries, 1 to 100", 1, 100), check => check.Tries, 10);

    static readonly OptionalKey<HealthCheck.Http, TimeSpan> Spacing =
        new("spacing", "Time between two tries; default 30s", Scalars.Duration(), check => check.Spacing, TimeSpan.FromSeconds(30));

    static readonly RecordShape<HealthCheck.Http> Http = new(
        "an http check",
        [.. Request.All, Tries, Spacing],
        f => new HealthCheck.Http(Request.Build(f), f.Of(Tries), f.Of(Spacing)));

    static readonly ExecKeys<HealthCheck.Exec> OwnCommand = new(check => check);

    static readonly ExecKeys<HealthCheck.PodExec> PodCommand = new(check => check.Command);

    static readonly Key<HealthCheck.PodExec, string> Pod =
        new("pod", "The pod, in the chart's namespace", Words.Subdomain, check => check.Pod);

    static readonly Key<HealthCheck.PodExec, string> Container =
        new("container", "Its container", Words.Label, check => check.Container);

    static readonly ExecKeys<HealthCheck.PlacementExec> PlacementCommand = new(check => check.Command);

    static readonly Key<HealthCheck.PlacementExec, string> Placement =
        new("placement", "Where the command runs, COMPONENT@CLUSTER", Words.PlacementName, check => check.Placement);

    /// <summary>A command alone.</summary>
    public static RecordShape<HealthCheck.Exec> Exec { get; } = new("an exec check", OwnCommand.All, OwnCommand.Build);

    /// <summary>A check of a placement.</summary>
    public static ChoiceShape<HealthCheck> OfPlacement { get; } =
        Of("A command in a ready pod of the workload, which must end with exit code 0", Exec);

    /// <summary>A check of a chart.</summary>
    public static ChoiceShape<HealthCheck> OfChart { get; } = Of(
        "A command in a pod of the chart, which must end with exit code 0",
        new RecordShape<HealthCheck.PodExec>(
            "an exec check",
            [Pod, Container, .. PodCommand.All],
            f => new HealthCheck.PodExec(f.Of(Pod), f.Of(Container), PodCommand.Build(f))));

    /// <summary>A functional call of a validation.</summary>
    public static ChoiceShape<HealthCheck> OfValidation { get; } = Of(
        "A command in a ready pod of a placement, which must end with exit code 0",
        new RecordShape<HealthCheck.PlacementExec>(
            "an exec check",
            [Placement, .. PlacementCommand.All],
            f => new HealthCheck.PlacementExec(f.Of(Placement), PlacementCommand.Build(f))));

    static ChoiceShape<HealthCheck> Of<TExec>(string text, RecordShape<TExec> exec)
        where TExec : HealthCheck => new(
            "a check",
            [
                new Choice<HealthCheck, HealthCheck.Http>("http", "A request to a public endpoint, which must be answered as expected", Http),
                new Choice<HealthCheck, TExec>("exec", text, exec),
            ],
            NoCommand);

    /// <summary>The keys of a command, for each record that has one.</summary>
    sealed class ExecKeys<T>(Func<T, HealthCheck.Exec> from)
    {
        readonly Key<T, ImmutableArray<string>> command = new(
            "command",
            "Program and arguments, as a list; no shell is involved",
            new ListShape<string>(Words.Argument, "a list of program and arguments", least: 1),
            record => from(record).Command);

        readonly OptionalKey<T, TimeSpan> timeout =
            new("timeout", "Limit for the command; default 30s", Scalars.Duration(), record => from(record).Timeout, TimeSpan.FromSeconds(30));

        readonly OptionalKey<T, ImmutableArray<JsonExpectation>> json = JsonKeys.Of<T>("the command's output", record => from(record).Json);

        public ImmutableArray<Key<T>> All => [command, timeout, json];

        public HealthCheck.Exec Build(Fields<T> f) => new(f.Of(command), f.Of(timeout)) { Json = f.Of(json) };
    }
}
