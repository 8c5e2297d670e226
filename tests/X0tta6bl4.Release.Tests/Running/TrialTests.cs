using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class TrialTests
{
    static readonly Runbook WithTrial = LabRunbook.Value with
    {
        Stages = LabRunbook.Value.Stages.Insert(1, new Stage
        {
            Name = "StagingTest",
            Budget = TimeSpan.FromMinutes(20),
            Owner = "qa-engineer",
            Staging = new StagingArea("east", "staging", TimeSpan.FromMinutes(5), new IntegrationTests("tester", "tester", ["./test", "{component}", "{version}"], TimeSpan.FromMinutes(10))),
        }),
    };

    [Fact]
    public async Task Copies_with_the_new_image_are_tested_and_gone_afterwards()
    {
        using var lab = Open();
        var made = new List<string>();
        lab.East.Exec = command =>
        {
            made.AddRange(lab.East.Objects.Keys.Where(name => name.EndsWith("-staging", StringComparison.Ordinal)).Except(made));
            return new CommandResult("tester-1", 0, []);
        };
        lab.East.Output = "1..1\nok 1 - contract";

        var result = await lab.RunStageAsync("StagingTest");

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(["agents-staging", "gateway-staging", "reports-staging"], made.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(lab.East.Objects.Keys, name => name.EndsWith("-staging", StringComparison.Ordinal));
        Assert.Empty(lab.Log.State.ToUndo);
    }

    [Fact]
    public async Task A_deletion_that_arrives_after_another_run_has_taken_over_does_not_land()
    {
        using var lab = Open();
        var table = new MemoryLeases("east", lab.Time);
        await using var leases = new EstateLeases([table], LabRunbook.Estate(), new EstateLease { Token = "ours", Holder = "anna@runner" }, _ => true, lab.Time);
        Assert.Null(await leases.TakeAsync(_ => { }, null, TestContext.Current.CancellationToken));
        lab.Fence = new Fence(leases, lab.Estate.Clusters);
        lab.East.Output = "1..1\nok 1 - contract";
        lab.East.BeforeDelete = copy =>
        {
            table.Lease = new EstateLease { Token = "theirs", Holder = "ben@elsewhere", Version = "other" };
            lab.East.Objects[copy.Reference.Name]["metadata"]!["annotations"]!.AsObject().Remove(TokenStamp.Annotation);
        };

        var result = await lab.RunStageAsync("StagingTest");

        Assert.Contains("left to the run that has taken over the lock: ben@elsewhere", result.Message, StringComparison.Ordinal);
        Assert.Contains(lab.East.Objects.Keys, name => name.EndsWith("-staging", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1..2\nok 1 - a\nnot ok 2 - b", 1, "1 of 2 integration tests failed, the first: not ok 2 - b")]
    [InlineData("nothing", 0, "reported no test")]
    [InlineData("1..3\nok 1\nok 2", 0, "announced 3 tests and reported 2")]
    public async Task Tests_that_do_not_prove_the_version_fail_the_stage_and_the_copies_still_go(string output, int exitCode, string message)
    {
        using var lab = Open();
        lab.East.Output = output;
        lab.East.Exec = _ => new CommandResult("tester-1", exitCode, []);

        var result = await lab.RunStageAsync("StagingTest");

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(lab.East.Objects.Keys, name => name.EndsWith("-staging", StringComparison.Ordinal));
        Assert.Empty(lab.Patched);
    }

    [Fact]
    public void A_copy_has_the_live_template_and_none_of_its_labels()
    {
        using var lab = Open();
        var live = lab.East.Objects["gateway"];

        var copy = StagingCopy.Of(live, new WorkloadReference("east", "staging", "Deployment", "gateway-staging"), "gateway", "example/gateway:2.3.1", "mark");

        Assert.Equal("""{"app":"gateway-staging"}""", FieldChange.Canonical(copy["spec"]!["template"]!["metadata"]!["labels"]));
        Assert.Equal("example/gateway:2.3.1", WorkloadFields.ImageOf(copy, "gateway"));
        Assert.Equal(1, WorkloadFields.ReplicasOf(copy));
        Assert.Equal("mark", (string?)copy["metadata"]!["annotations"]![StagingCopy.MarkAnnotation]);
    }

    [Fact]
    public async Task An_object_that_somebody_else_made_under_the_copys_name_is_neither_used_nor_deleted()
    {
        using var lab = Open();
        lab.East.Objects["gateway-staging"] = Manifests.Deployment("gateway-staging", "gateway", "example/gateway:1.0.0");

        var result = await lab.RunStageAsync("StagingTest");

        Assert.Contains("this release did not make it", result.Message, StringComparison.Ordinal);
        Assert.Contains("gateway-staging", lab.East.Objects.Keys);
    }

    [Fact]
    public void A_missing_test_program_and_a_copy_that_is_there_already_are_found_before_anything_starts()
    {
        using var lab = Open();
        lab.East.Objects.Remove("tester");
        lab.East.Objects["agents-staging"] = Manifests.Deployment("agents-staging", "agents", "example/agents:1.0.0");

        var problems = lab.TryPlan(Lab.Parameters()).Problems;

        Assert.Equal(["east/staging/deployment/tester", "east/staging/deployment/agents-staging"], problems.Select(problem => problem.Where));
    }

    [Fact]
    public void A_missing_namespace_is_one_finding_whatever_else_is_missing_in_it()
    {
        using var lab = Open();
        lab.East.Objects.Remove("tester");
        lab.East.MissingNamespaces.Add("staging");

        Assert.Equal(
            "east/staging: the namespace does not exist or is being deleted, and copies are to run on trial in it (create it with the Deployment tester in it, or correct 'staging' in the runbook)",
            Assert.Single(lab.TryPlan(Lab.Parameters()).Problems).ToString());
    }

    [Theory]
    [InlineData("ok 1 - a\nnot ok 2 - b # TODO later\n1..2", 2, 0)]
    [InlineData("ok\nok 2 # SKIP no network\nBail out", 2, 0)]
    [InlineData("not ok 1\nnot ok 2", 0, 2)]
    public void Tests_are_counted_as_TAP_has_them(string output, int passed, int failed)
    {
        var count = output.Split('\n').Aggregate(TapCount.None, (sum, line) => sum.With(line));

        Assert.Equal((passed, failed), (count.Passed, count.Failed));
    }

    static Lab Open()
    {
        var lab = new Lab(WithTrial, cluster => cluster.Objects["tester"] = Manifests.Deployment("tester", "tester", "example/tester:1"));
        lab.East.Output = "ok 1 - contract";
        return lab;
    }
}
