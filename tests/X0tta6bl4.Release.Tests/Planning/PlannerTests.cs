using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class PlannerTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public void The_plan_reads_like_this() => KeptText.Same("Planning/plan.txt", PlanText.Of(lab.Plan));

    [Fact]
    public void A_plan_of_charts_loads_and_gates_reads_like_this()
    {
        using var whole = new Lab(ChartRunbook.WithGate("slowness", gate => gate with { Optional = true }));

        KeptText.Same("Planning/plan-of-charts.txt", PlanText.Of(whole.Plan));
    }

    [Fact]
    public void A_plan_reads_back_as_it_was_written()
    {
        var text = PlanJson.Write(lab.Plan);

        Assert.Equal(text, PlanJson.Write(PlanJson.Read(text)));
        Assert.Equal(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(PlanJson.Read(text)));
    }

    [Fact]
    public void The_same_estate_gives_the_same_plan() => Assert.Equal(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(lab.MakePlan()));

    [Fact]
    public void Every_image_is_planned_by_tag_and_digest() =>
        Assert.Equal(
            [$"example/gateway:2.3.1@{Manifests.Digest('a')}", $"example/agents:2.3.1@{Manifests.Digest('b')}", $"example/reports:2.3.1@{Manifests.Digest('c')}"],
            lab.Plan.Images.Select(image => image.Image));

    [Fact]
    public void Identifiers_of_steps_are_unique_and_name_stage_wave_lane_and_step()
    {
        var ids = lab.Plan.Steps.Select(step => step.Id).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(4, id.Split('/').Length));
    }

    [Fact]
    public void A_chosen_component_is_planned_alone_and_the_note_names_the_others()
    {
        var plan = lab.TryPlan(Lab.Parameters("reports")).Value!;

        Assert.Equal(["east/system/deployment/reports"], plan.Updates.Select(update => update.Workload.ToString()));
        Assert.Equal(["Prepare", "UpdateAgents", "Validate"], plan.Stages.Select(stage => stage.Name));
        Assert.Contains("agents is not part of this release and keeps its version.", plan.Notes);
    }

    [Fact]
    public void A_stage_whose_budget_owner_has_nothing_to_do_keeps_the_budget_itself()
    {
        var stage = lab.TryPlan(Lab.Parameters("reports")).Value!.Stages.Single(stage => stage.Name == "UpdateAgents");

        Assert.Equal((TimeSpan.FromMinutes(25), null), (stage.Budget, stage.SharesBudgetWith));
    }

    [Fact]
    public void The_version_skew_that_a_left_out_cluster_leaves_is_stated()
    {
        var plan = lab.TryPlan(Lab.Parameters() with { Without = ["west"] }).Value!;

        Assert.DoesNotContain(plan.Updates, update => update.Workload.Cluster == "west");
        Assert.Contains("agents@west is left out and keeps its version, while agents runs 2.3.1 elsewhere.", plan.Notes);
    }

    [Fact]
    public void What_is_there_already_is_planned_as_no_change()
    {
        lab.East.Objects["reports"] = Manifests.Deployment("reports", "reports", $"example/reports:2.3.1@{Manifests.Digest('c')}");

        var plan = lab.MakePlan();

        Assert.Equal([true, true, false, true], plan.Updates.Select(update => update.Changes));
        Assert.Contains("3 placements to update, 1 already there\n", PlanText.Of(plan), StringComparison.Ordinal);
        Assert.Contains("      reports: already 2.3.1 (sha256:cccccccccccc)\n", PlanText.Of(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_that_runs_without_a_digest_is_rolled_once_more_and_the_note_says_why()
    {
        lab.East.Objects["reports"] = Manifests.Deployment("reports", "reports", "example/reports:2.3.1");

        var plan = lab.MakePlan();

        Assert.All(plan.Updates, update => Assert.True(update.Changes));
        Assert.Contains(plan.Notes, note => note.StartsWith("reports@east already runs tag 2.3.1, but not by digest", StringComparison.Ordinal));
    }

    [Fact]
    public void Intent_is_about_what_was_asked_not_about_how_the_estate_stood()
    {
        lab.East.Objects["reports"]["spec"]!["replicas"] = 9;
        lab.East.Objects["reports"]["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "example/reports:2.2.9";

        var later = lab.MakePlan();

        Assert.Equal(lab.Plan.Intent, later.Intent);
        Assert.NotEqual(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(later));
        Assert.NotEqual(lab.Plan.Intent, lab.TryPlan(Lab.Parameters("reports")).Value!.Intent);
    }

    [Fact]
    public void The_fingerprint_changes_with_every_part_of_the_plan()
    {
        var json = JsonNode.Parse(PlanJson.Write(lab.Plan))!;
        var seen = new HashSet<string> { PlanFingerprint.Of(lab.Plan) };

        foreach (var path in Leaves(json).Where(path => !path.EndsWith(".kind", StringComparison.Ordinal) && path != "$.format").ToArray())
        {
            var other = json.DeepClone();
            Change(other, path);
            Assert.True(seen.Add(PlanFingerprint.Of(PlanJson.Read(other.ToJsonString()))), path);
        }
    }

    static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value)),
        JsonArray items => items.SelectMany(Leaves),
        null => [],
        _ => [node.GetPath()],
    };

    static void Change(JsonNode root, string path)
    {
        var leaf = Find(root, path)!;
        JsonNode other = leaf.GetValueKind() == System.Text.Json.JsonValueKind.Number ? (int)leaf + 1
            : TimeSpan.TryParse((string?)leaf, System.Globalization.CultureInfo.InvariantCulture, out var span) ? (span + TimeSpan.FromSeconds(1)).ToString("c")
            : (string?)leaf + "x";
        leaf.ReplaceWith(other);
    }

    static JsonNode? Find(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.Select(member => Find(member.Value, path)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(item => Find(item, path)).FirstOrDefault(found => found is not null),
        null => null,
        _ => node.GetPath() == path ? node : null,
    };

    public void Dispose() => lab.Dispose();
}
