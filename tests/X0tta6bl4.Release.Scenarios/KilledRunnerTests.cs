using System.Globalization;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>A runner dies at each instant of a release at which something is about to change or has just changed, all three clusters watched at once;
/// whoever comes next completes the release or takes it back. Alone on the machine: it keeps several estates busy, and elsewhere load is measured.</summary>
[CollectionDefinition(nameof(KilledRunnerTests), DisableParallelization = true)]
[Collection(nameof(KilledRunnerTests))]
public sealed class KilledRunnerTests(KilledRunnerTests.Releases releases, ITestOutputHelper output) : IClassFixture<KilledRunnerTests.Releases>
{
    /// <summary>How many estates there are at a time. Where helm died, the way back waits most of the time.</summary>
    const int Side = 4;

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_same_command_completes_what_was_killed_and_no_object_is_changed_twice(string name) => ProveAsync(name, always: name == "images", release => release.KillAndRepeatAsync);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Rollback_leaves_an_estate_as_before_wherever_the_release_was_killed(string name) => ProveAsync(name, always: false, release => release.KillAndRollBackAsync);

    public static TheoryData<string> Names => [.. Releases.Commands.Keys];

    async Task ProveAsync(string name, bool always, Func<UninterruptedRelease, Func<Boundary, Task<KillVerdict>>> kill)
    {
        var wanted = Environment.GetEnvironmentVariable("RELEASE_TEST_KILLS");
        Assert.SkipUnless(always || wanted == "all", "takes minutes; RELEASE_TEST_KILLS=all runs it");
        var every = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
        var release = await releases.LearnAsync(name);
        var boundaries = release.Changes.SelectMany(Of).Where((_, index) => index % every == 0).ToArray();
        var verdicts = new KillVerdict[boundaries.Length];
        await Parallel.ForAsync(0, boundaries.Length, new ParallelOptions { MaxDegreeOfParallelism = Side, CancellationToken = TestContext.Current.CancellationToken }, async (index, _) =>
        {
            verdicts[index] = await kill(release)(boundaries[index]);
            output.WriteLine($"{verdicts[index]}");
        });
        output.WriteLine($"{boundaries.Length} boundaries of {string.Join(' ', release.Release.Arguments)}");
        Assert.NotEmpty(verdicts);
        Assert.All(verdicts, verdict => Assert.True(verdict.IsGood, $"{verdict}"));
    }

    // Right before an undo is durable, right after it, and right after each effect. Before an effect is the same as after its entry. Between two objects
    // that helm patches a death differs only in what helm leaves undone: one of them stands for all here, the benchmark's --kills takes each.
    static IEnumerable<Boundary> Of(Boundary landed) => landed.Change.Kind switch
    {
        ChangeKind.Entry => [landed with { Moment = Moment.Sent }, landed],
        ChangeKind.Effect when landed.Change is { ByHelm: true } change && change.Subject.StartsWith("PATCH ", StringComparison.Ordinal) && !change.Subject.Contains("/statefulsets/", StringComparison.Ordinal) => [],
        ChangeKind.Effect => [landed],
        _ => [],
    };

    /// <summary>What the releases do when nobody kills them, learnt once.</summary>
    public sealed class Releases
    {
        internal static readonly IReadOnlyDictionary<string, string[]> Commands = new Dictionary<string, string[]>
        {
            // A copy on trial with its commands and tests, and Deployments of two clusters.
            ["images"] = ["Release", "--version", "2.3.1", "--component", "cultural-agents", "--without", "k3s-spb"],
            // helm's own requests, and pods that change only when somebody deletes them.
            ["chart"] = ["Release", "--version", "2.3.1", "--component", "vault", "--without", "k3s-spb"],
        };

        readonly Dictionary<string, UninterruptedRelease> learnt = [];

        // The tests of a class run one after the other.
        internal async Task<UninterruptedRelease> LearnAsync(string name)
        {
            if (!learnt.TryGetValue(name, out var release))
            {
                learnt[name] = release = await new KillableRelease(Commands[name], ShortRunbook.WithoutMeasuringAndWaiting).LearnAsync();
            }

            return release;
        }
    }
}
