using System.Text.Json.Nodes;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class WayBackTests : IDisposable
{
    const string Step = "UpdateGateway/1/gateway@east/update";
    const string Accept = "or accept it: --accept-no-way-back";

    static readonly WorkloadReference Gateway = new("east", "system", "Deployment", "gateway");
    static readonly ImageManifest Known = new(Manifests.Digest('a'), [new PlatformImage("linux/amd64", Manifests.Digest('b'), Manifests.Digest('c'))]);
    static readonly WayBack Whole = new("example/gateway:2.3.0", Known, [], [], []);

    readonly Lab lab = new();

    public static TheoryData<string, WayBack, string[]> Cases => new()
    {
        { "nothing is lacking", Whole, [] },
        { "pods run the tag's index, a platform's manifest or its configuration", Whole with { Running = [Pod('a'), Pod('b'), Pod('c')] }, [] },
        { "a runtime has reported nothing yet", Whole with { Running = [new RunningImage("pod-1", "example/gateway:2.3.0", "")] }, [] },
        { "who may not look knows nothing", Whole with { Hidden = [new ConfigurationObject("Secret", "tls")] }, [] },
        { "the image is gone", Whole with { Manifest = null }, ["the registry does not have example/gateway:2.3.0 any more, which runs now"] },
        { "one of the pods runs another image", Whole with { Running = [Pod('a'), Pod('d')] }, ["example/gateway:2.3.0 names another image by now: pod pod-d runs sha256:dddddddddddd, the registry has sha256:aaaaaaaaaaaa under that tag"] },
        { "a Secret is gone", Whole with { Missing = [new ConfigurationObject("Secret", "tls")] }, ["its pods need secret tls, which is not in namespace system"] },
        {
            "everything is gone",
            Whole with { Manifest = null, Missing = [new ConfigurationObject("ConfigMap", "settings"), new ConfigurationObject("Secret", "tls")] },
            ["the registry does not have example/gateway:2.3.0 any more, which runs now", "its pods need configmap settings, secret tls, which are not in namespace system"]
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_reason_why_an_undo_would_fail_is_found(string @case, WayBack back, string[] reasons)
    {
        Assert.NotEmpty(@case);
        Assert.Equal(reasons, WayBackChecks.Of(Step, Gateway, back).Select(lost => lost.Reason));
    }

    [Fact]
    public void What_is_there_is_no_finding_and_no_note()
    {
        NeedsSettings("gateway");

        var plan = lab.MakePlan();

        Assert.False(plan.AcceptsNoWayBack);
        Assert.DoesNotContain(plan.Notes, note => note.Contains("way back", StringComparison.Ordinal));
        Assert.DoesNotContain("acceptsNoWayBack", PlanJson.Write(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_way_back_refuses_the_release_together_with_everything_else()
    {
        NeedsSettings("gateway");
        lab.East.MissingConfiguration.Add("settings");
        lab.East.Objects["reports"]["spec"]!["replicas"] = 0;
        lab.Registry.Answer = image => image.Repository == "example/agents" && image.Tag == "2.3.0" ? null : MemoryRegistry.Manifest(image);

        var refused = lab.TryPlan(Lab.Parameters());

        Assert.Equal(
            [
                "east/system/deployment/reports: has 0 replicas, so nothing could be proven (scale it up, or leave it out)",
                $"east/system/deployment/gateway: no way back from {Step}: its pods need configmap settings, which is not in namespace system (create what is missing, {Accept})",
                $"east/system/deployment/agents: no way back from UpdateAgents/1/agents@east/update: the registry does not have example/agents:2.3.0 any more, which runs now (push it again, {Accept})",
                $"west/system/deployment/agents-west: no way back from UpdateAgents/2/agents@west/update: the registry does not have example/agents:2.3.0 any more, which runs now (push it again, {Accept})",
            ],
            refused.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void An_accepted_one_is_a_note_that_makes_it_another_plan()
    {
        lab.Registry.Answer = image => image.Repository == "example/gateway" && image.Tag == "2.3.0" ? null : MemoryRegistry.Manifest(image);

        var plan = lab.TryPlan(Lab.Parameters() with { AcceptsNoWayBack = true }).Value!;

        Assert.True(plan.AcceptsNoWayBack);
        Assert.Contains($"\nNo way back, and accepted\n  - No way back from {Step}: the registry does not have example/gateway:2.3.0 any more, which runs now.\n", PlanText.Of(plan), StringComparison.Ordinal);
        Assert.NotEqual(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(plan));
        Assert.Equal(PlanFingerprint.Of(plan), PlanFingerprint.Of(PlanJson.Read(PlanJson.Write(plan))));
        Assert.Equal(lab.Plan.Intent, plan.Intent);
    }

    [Fact]
    public void Accepting_what_is_not_lacking_changes_no_plan() =>
        Assert.Equal(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(lab.TryPlan(Lab.Parameters() with { AcceptsNoWayBack = true }).Value!));

    [Fact]
    public void A_live_digest_is_asked_for_whatever_its_tag_says_by_now()
    {
        lab.East.Objects["gateway"] = Manifests.Deployment("gateway", "gateway", $"example/gateway:2.3.0@{Manifests.Digest('9')}");
        var asked = new List<ImageReference>();
        lab.Registry.Answer = image =>
        {
            lock (asked)
            {
                asked.Add(image);
            }

            return image.Digest == Manifests.Digest('9') ? null : MemoryRegistry.Manifest(image);
        };

        Assert.Contains($"the registry does not have example/gateway:2.3.0@{Manifests.Digest('9')} any more", Assert.Single(lab.TryPlan(Lab.Parameters()).Problems).Message, StringComparison.Ordinal);
        Assert.Contains(asked, image => image.ToString() == $"example/gateway@{Manifests.Digest('9')}");
    }

    [Fact]
    public void A_tag_that_was_moved_is_no_way_back()
    {
        lab.East.Running = _ => [new RunningImage("pod-7", "example/gateway:2.3.0", Manifests.Digest('7'))];

        Assert.Equal(
            ["east/system/deployment/agents", "east/system/deployment/gateway", "east/system/deployment/reports"],
            lab.TryPlan(Lab.Parameters()).Problems.Where(problem => problem.Message.Contains("names another image by now: pod pod-7 runs sha256:777777777777", StringComparison.Ordinal)).Select(problem => problem.Where).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_may_not_look_at_Secrets_gets_a_note_and_a_plan()
    {
        NeedsSettings("gateway");
        lab.East.HiddenConfiguration.Add("settings");

        Assert.Contains($"Whether {Step} has a way back is not certain: this user may not look for configmap settings in east/system.", lab.MakePlan().Notes);
    }

    [Fact]
    public void What_runs_the_new_image_already_needs_no_way_back()
    {
        lab.East.Objects["gateway"] = Manifests.Deployment("gateway", "gateway", $"example/gateway:2.3.1@{Manifests.Digest('a')}");
        NeedsSettings("gateway");
        lab.East.MissingConfiguration.Add("settings");

        Assert.True(lab.TryPlan(Lab.Parameters()).IsValid);
    }

    [Fact]
    public void A_registry_that_does_not_answer_is_not_an_image_that_is_lost()
    {
        lab.Registry.Answer = image => image.Tag == "2.3.0" ? throw new EstateAccessException(AccessFailure.Unreachable, "https://registry.example.com", "no answer") : MemoryRegistry.Manifest(image);

        Assert.Equal(["https://registry.example.com: no answer"], lab.TryPlan(Lab.Parameters()).Problems.Select(problem => problem.ToString()));
    }

    void NeedsSettings(string workload) =>
        Manifests.Containers(lab.East.Objects[workload])[0]!["envFrom"] = new JsonArray(new JsonObject { ["configMapRef"] = new JsonObject { ["name"] = "settings" } });

    static RunningImage Pod(char digit) => new($"pod-{digit}", "example/gateway:2.3.0", Manifests.Digest(digit));

    public void Dispose() => lab.Dispose();
}
