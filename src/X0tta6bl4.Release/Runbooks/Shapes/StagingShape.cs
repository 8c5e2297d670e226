using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>The trial of new versions in the file.</summary>
internal static class StagingShape
{
    static readonly Key<IntegrationTests, string> Workload =
        new("workload", "Deployment in the staging namespace that has the test program", Words.Subdomain, tests => tests.Workload);

    static readonly Key<IntegrationTests, string> Container =
        new("container", "Its container", Words.Label, tests => tests.Container);

    static readonly Key<IntegrationTests, ImmutableArray<string>> Command = new(
        "command",
        "Program and arguments, as a list; {component} and {version} are replaced",
        new ListShape<string>(Words.Argument, "a list of program and arguments", least: 1),
        tests => tests.Command);

    static readonly OptionalKey<IntegrationTests, TimeSpan> TestTimeout =
        new("timeout", "Limit for the tests of one component; default 10m", Scalars.Duration(), tests => tests.Timeout, TimeSpan.FromMinutes(10));

    static readonly Key<StagingArea, string> Cluster =
        new("cluster", "Cluster of the trial; the pods of its own placements are copied", Words.Name, area => area.Cluster);

    static readonly Key<StagingArea, string> Namespace =
        new("namespace", "Namespace of the copies", Words.Label, area => area.Namespace);

    static readonly OptionalKey<StagingArea, TimeSpan> Timeout =
        new("timeout", "Limit for a copy to become available; default 5m", Scalars.Duration(), area => area.Timeout, TimeSpan.FromMinutes(5));

    static readonly OptionalKey<StagingArea, IntegrationTests?> Tests = new(
        "tests",
        "Integration tests, run once for each component",
        new RecordShape<IntegrationTests>(
            "integration tests",
            [Workload, Container, Command, TestTimeout],
            f => new IntegrationTests(f.Of(Workload), f.Of(Container), f.Of(Command), f.Of(TestTimeout))).OrAbsent(),
        area => area.Tests,
        null);

    /// <summary>The trial.</summary>
    public static RecordShape<StagingArea> Shape { get; } = new(
        "a staging area",
        [Cluster, Namespace, Timeout, Tests],
        f => new StagingArea(f.Of(Cluster), f.Of(Namespace), f.Of(Timeout), f.Of(Tests)));
}
