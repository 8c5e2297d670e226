using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class FaultTests
{
    public static TheoryData<string, string, string> Containers => new()
    {
        { "K-IMG-NAME", "InvalidImageName", "^Failed to apply default image tag \"x0tta6bl4/cultural-agents:2.3.1\": couldn't parse image reference" },
        { "K-IMG-NOTFOUND", "ImagePullBackOff", "^Back-off pulling image .*code = NotFound .*docker.io/x0tta6bl4/cultural-agents:2.3.1: not found$" },
        { "K-IMG-AUTH", "ImagePullBackOff", "pull access denied, repository does not exist or may require authorization" },
        { "K-IMG-REGISTRY", "ImagePullBackOff", "failed to do request: Head \"https://.*x0tta6bl4/cultural-agents.*i/o timeout$" },
        { "K-IMG-RATE", "ImagePullBackOff", "429 Too Many Requests .*toomanyrequests: You have reached your pull rate limit" },
        { "K-IMG-PLATFORM", "ImagePullBackOff", "no match for platform in manifest: not found$" },
        { "K-IMG-NEVER", "ErrImageNeverPull", "^Container image \"x0tta6bl4/cultural-agents:2.3.1\" is not present with pull policy of Never$" },
        { "K-IMG-PULL", "ImagePullBackOff", "no space left on device$" },
        { "K-IMG-SLOW", "ContainerCreating", "^$" },
        { "K-CONFIG-MAP", "CreateContainerConfigError", "^configmap \"settings\" not found$" },
        { "K-CONFIG-SECRET", "CreateContainerConfigError", "^secret \"quantum-keys\" not found$" },
        { "K-CONFIG-KEY", "CreateContainerConfigError", "^couldn't find key MODEL in ConfigMap x0tta6bl4-system/settings$" },
        { "K-RUN-AS", "CreateContainerConfigError", "^container has runAsNonRoot and image will run as root \\(pod: \"quantum-services-spb-[^ ]*_x0tta6bl4-quantum\\([-0-9a-f]{36}\\)\", container: quantum-engine\\)$" },
        { "K-VOLUME-SOURCE", "ContainerCreating", "^$" },
        { "K-VOLUME", "ContainerCreating", "^$" },
        { "K-MOUNT", "ContainerCreating", "^$" },
        { "K-START", "CrashLoopBackOff", "^back-off 10s restarting failed container=cultural-agents pod=" },
        { "K-COMMAND", "CrashLoopBackOff", "^back-off 10s restarting failed container=quantum-engine pod=" },
        { "K-OOM", "CrashLoopBackOff", "^back-off 10s " },
        { "K-CRASHLOOP", "CrashLoopBackOff", "^back-off 10s " },
        { "K-INIT", "PodInitializing", "^$" },
        { "K-DEADLINE", "ContainerCreating", "^$" },
        { "K-NODE", "ContainerCreating", "^$" },
    };

    public static TheoryData<string, string, string> Events => new()
    {
        { "K-IMG-NAME", "Warning InspectFailed kubelet", "^Failed to apply default image tag" },
        { "K-IMG-NOTFOUND", "Warning Failed kubelet", "^Failed to pull image \"x0tta6bl4/cultural-agents:2.3.1\": rpc error: code = NotFound" },
        { "K-IMG-NEVER", "Warning ErrImageNeverPull kubelet", "is not present with pull policy of Never$" },
        { "K-IMG-SLOW", "Normal Pulling kubelet", "^Pulling image \"x0tta6bl4/cultural-agents:2.3.1\"$" },
        { "K-CONFIG-MAP", "Warning Failed kubelet", "^Error: configmap \"settings\" not found$" },
        { "K-VOLUME-SOURCE", "Warning FailedMount kubelet", "^MountVolume.SetUp failed for volume \"settings\" : configmap \"settings\" not found$" },
        { "K-VOLUME", "Warning FailedMount kubelet", "^MountVolume.SetUp failed for volume \"models\" : hostPath type check failed" },
        { "K-MOUNT", "Warning FailedMount kubelet", "^MountVolume.MountDevice failed for volume .*DeadlineExceeded" },
        { "K-START", "Warning Failed kubelet", "^Error: failed to create containerd task: .*error mounting .* not a directory: unknown$" },
        { "K-COMMAND", "Warning Failed kubelet", "^Error: failed to create containerd task: .*exec: \"/app/server\": stat /app/server: no such file or directory: unknown$" },
        { "K-CRASHLOOP", "Warning BackOff kubelet", "^Back-off restarting failed container quantum-engine in pod quantum-services-spb-" },
        { "K-NEVER-READY", "Warning Unhealthy kubelet", "^Readiness probe failed: HTTP probe failed with statuscode: 503$" },
        { "K-INIT", "Warning BackOff kubelet", "^Back-off restarting failed container mesh-init in pod" },
        { "K-SIDECAR", "Warning BackOff kubelet", "^Back-off restarting failed container mesh-proxy in pod" },
        { "K-SCHED-CPU", "Warning FailedScheduling default-scheduler", "^0/1 nodes are available: 1 Insufficient cpu\\. preemption: 0/1" },
        { "K-SCHED-MEMORY", "Warning FailedScheduling default-scheduler", "1 Insufficient memory\\." },
        { "K-SCHED-TAINT", "Warning FailedScheduling default-scheduler", "had untolerated taint \\{maintenance: planned\\}\\." },
        { "K-SCHED-AFFINITY", "Warning FailedScheduling default-scheduler", "didn't match Pod's node affinity/selector\\." },
        { "K-SCHED-VOLUME", "Warning FailedScheduling default-scheduler", "had volume node affinity conflict\\." },
        { "K-UNSCHEDULABLE", "Warning FailedScheduling default-scheduler", "^no nodes available to schedule pods$" },
        { "K-SURGE", "Warning FailedScheduling default-scheduler", "1 Insufficient cpu\\." },
        { "K-NODE", "Warning NodeNotReady node-controller", "^Node is not ready$" },
        { "K-EVICTED", "Warning Evicted kubelet", "^The node was low on resource: ephemeral-storage\\. Threshold quantity" },
        { "K-PREEMPTED", "Normal Preempted default-scheduler", "^Preempted by pod [-0-9a-f]{36} on node k3s-spb-node$" },
    };

    public static TheoryData<string, string> Refusals => new()
    {
        { "K-QUOTA", "^pods \"cultural-agents-spb-[^ ]+-[^ ]{5}\" is forbidden: exceeded quota: team, requested: pods=1, used: pods=4, limited: pods=4$" },
        { "K-LIMITRANGE", "is forbidden: maximum memory usage per Container is 64Mi, but limit is 128Mi$" },
        { "K-WEBHOOK-DENIED", "^admission webhook \"[^\"]+\" denied the request: image x0tta6bl4/cultural-agents:2.3.1 is not signed$" },
        { "K-WEBHOOK-DOWN", "^Internal error occurred: failed calling webhook .*connect: connection refused$" },
        { "K-PODSECURITY", "is forbidden: violates PodSecurity \"restricted:latest\": .*container \"cultural-agents\" must set" },
        { "K-SERVICEACCOUNT", "^pods \"cultural-agents-spb-[^ ]+-\" is forbidden: error looking up service account x0tta6bl4-system/agents: serviceaccount \"agents\" not found$" },
        { "K-CREATE", "is forbidden: no PriorityClass with name release was found$" },
    };

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task A_container_waits_with_the_words_of_a_real_kubelet(string code, string reason, string message)
    {
        await using var fault = await FaultRun.StartAsync(code);

        await fault.PassUntilAsync(async () => (await fault.WaitingAsync()).Any(w => w.Text("reason") == reason && Regex.IsMatch(w.Text("message") ?? "", message)));

        Assert.Equal(2, (await fault.PodsAsync()).Count(p => p.IsConditionTrue("Ready")));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task An_event_tells_of_the_new_pod(string code, string what, string message)
    {
        await using var fault = await FaultRun.StartAsync(code);
        var pods = new HashSet<string>();

        await fault.PassUntilAsync(async () =>
        {
            pods.UnionWith((await fault.NewPodsAsync()).Select(p => p.Uid()));
            return (await fault.EventsAsync()).Any(e => FaultRun.Summary(e) == what && Regex.IsMatch(e.Text("message")!, message) && pods.Contains(e.Text("involvedObject", "uid")!));
        });
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Pods_that_are_refused_are_told_of_by_their_ReplicaSet_and_its_Deployment(string code, string message)
    {
        await using var fault = await FaultRun.StartAsync(code);

        await fault.PassUntilAsync(async () => (await fault.DeploymentAsync()).Condition("ReplicaFailure") is not null);

        var set = (await fault.SetsAsync()).Single(s => s.Condition("ReplicaFailure") is not null);
        Assert.Matches(message, set.Condition("ReplicaFailure").Text("message"));
        Assert.Equal("FailedCreate", set.Condition("ReplicaFailure").Text("reason"));
        Assert.True(JsonNode.DeepEquals(set.Condition("ReplicaFailure")!["message"], (await fault.DeploymentAsync()).Condition("ReplicaFailure")!["message"]));
        var told = (await fault.EventsAsync()).First(e => FaultRun.Summary(e) == "Warning FailedCreate replicaset-controller");
        Assert.Equal((set.Uid(), $"Error creating: "), (told.Text("involvedObject", "uid"), told.Text("message")![..16]));
        Assert.Empty(await fault.NewPodsAsync());
    }

    [Fact]
    public async Task Refusals_that_differ_in_the_pods_name_are_combined_from_the_tenth_on()
    {
        await using var fault = await FaultRun.StartAsync("K-QUOTA");

        fault.Sandbox.Pass(TimeSpan.FromSeconds(12));

        var refusals = (await fault.EventsAsync()).Where(e => e.Text("reason") == "FailedCreate").ToList();
        var combined = Assert.Single(refusals, e => e.Text("message")!.StartsWith("(combined from similar events): Error creating: pods ", StringComparison.Ordinal));
        Assert.Equal((10, true), (refusals.Count, combined.Number("count") > 1));
        Assert.All(refusals.Where(e => e != combined), e => Assert.Equal(1, e.Number("count")));
    }

    [Fact]
    public async Task A_refusal_that_ends_leaves_no_trace_in_the_conditions()
    {
        await using var fault = await FaultRun.StartAsync("K-QUOTA");
        await fault.PassUntilAsync(async () => (await fault.DeploymentAsync()).Condition("ReplicaFailure") is not null);

        await fault.Sandbox.SendAsync("POST", "/sandbox/scenario", """{"name": "happy"}""", cluster: "control");

        await fault.Sandbox.PassUntilRolledOutAsync(fault.Path, FaultRun.Cluster);
        Assert.Null((await fault.DeploymentAsync()).Condition("ReplicaFailure"));
        Assert.All(await fault.SetsAsync(), s => Assert.Null(s.Condition("ReplicaFailure")));
    }

    [Fact]
    public async Task Events_of_the_scheduler_have_a_series_in_the_place_of_a_count()
    {
        await using var fault = await FaultRun.StartAsync("K-SCHED-CPU");

        await fault.PassUntilAsync(async () => (await fault.EventsAsync()).Any(e => e.Text("reason") == "FailedScheduling" && e.Number("series", "count") == 2));

        var told = (await fault.EventsAsync()).Single(e => e.Text("reason") == "FailedScheduling");
        Assert.Null(told.Number("count"));
        Assert.NotNull(told.Time("eventTime"));
        Assert.Equal(("Unschedulable", told.Text("message")), Reason((await fault.NewPodsAsync()).Single().Condition("PodScheduled")));
    }

    [Theory]
    [InlineData("K-COMMAND", 128, "StartError", "no such file or directory")]
    [InlineData("K-START", 128, "StartError", "not a directory")]
    [InlineData("K-OOM", 137, "OOMKilled", "")]
    [InlineData("K-CRASHLOOP", 1, "Error", "")]
    [InlineData("K-LIVENESS", 0, "Completed", "")]
    [InlineData("K-STARTUP", 0, "Completed", "")]
    [InlineData("K-SIDECAR", 1, "Error", "")]
    public async Task A_container_that_ended_says_how(string code, int exit, string reason, string message)
    {
        await using var fault = await FaultRun.StartAsync(code);

        await fault.PassUntilAsync(async () => (await fault.StatusesAsync()).Any(s => s.Number("restartCount") > 1));

        var ended = (await fault.StatusesAsync()).Single(s => s.Number("restartCount") > 1).At("lastState", "terminated");
        Assert.Equal((exit, reason), (ended.Number("exitCode"), ended.Text("reason")));
        Assert.Contains(message, ended.Text("message") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("K-LIVENESS", "Liveness probe failed: HTTP probe failed with statuscode: 503", "Container cultural-agents failed liveness probe, will be restarted", 3)]
    [InlineData("K-STARTUP", "Startup probe failed: HTTP probe failed with statuscode: 503", "Container quantum-engine failed startup probe, will be restarted", 5)]
    public async Task A_probe_that_fails_as_often_as_it_may_ends_the_container(string code, string unhealthy, string killing, int failures)
    {
        await using var fault = await FaultRun.StartAsync(code);

        await fault.PassUntilAsync(async () => (await fault.EventsAsync()).Any(e => e.Text("message") == killing));

        Assert.Equal(failures, (await fault.EventsAsync()).Single(e => e.Text("message") == unhealthy).Number("count"));
        await fault.PassUntilAsync(async () => (await fault.StatusesAsync()).Any(s => s.Number("restartCount") == 1));
    }

    [Fact]
    public async Task An_init_container_that_fails_keeps_the_others_waiting()
    {
        await using var fault = await FaultRun.StartAsync("K-INIT");

        await fault.PassUntilAsync(async () => (await fault.EventsAsync()).Any(e => e.Text("involvedObject", "fieldPath") == "spec.initContainers{mesh-init}" && e.Text("reason") == "BackOff"));

        var pod = (await fault.NewPodsAsync()).Single();
        Assert.Equal(("ContainersNotInitialized", "containers with incomplete status: [mesh-init]"), Reason(pod.Condition("Initialized")));
        Assert.Equal("CrashLoopBackOff", pod.Items("status", "initContainerStatuses").Single().Text("state", "waiting", "reason"));
        Assert.Equal("Pending", pod.Text("status", "phase"));
    }

    [Fact]
    public async Task An_init_container_that_does_its_work_lets_the_others_start()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync(
            "PATCH", TestSandbox.Gateway,
            """{"spec": {"template": {"spec": {"initContainers": [{"name": "prepare", "image": "x0tta6bl4/api-gateway:2.3.1"}]}}}}""", "application/strategic-merge-patch+json");

        await sandbox.PassUntilRolledOutAsync();

        var pod = (await sandbox.PodsAsync()).First(p => p.Items("spec", "initContainers").Any());
        Assert.Equal("Completed", pod.Items("status", "initContainerStatuses").Single().Text("state", "terminated", "reason"));
        Assert.True(pod.IsConditionTrue("Initialized"));
    }

    [Fact]
    public async Task Evicted_pods_stay_as_failed_and_are_made_up_for()
    {
        await using var fault = await FaultRun.StartAsync("K-EVICTED");

        await fault.PassUntilAsync(async () => (await fault.NewPodsAsync()).Count(p => p.Text("status", "phase") == "Failed") == 2);

        var failed = (await fault.NewPodsAsync()).First(p => p.Text("status", "phase") == "Failed");
        Assert.Equal(("Evicted", "TerminationByKubelet"), (failed.Text("status", "reason"), failed.Condition("DisruptionTarget").Text("reason")));
        Assert.Equal(3, (await fault.DeploymentAsync()).Number("status", "replicas"));
    }

    [Fact]
    public async Task Preempted_pods_are_deleted_and_made_up_for()
    {
        await using var fault = await FaultRun.StartAsync("K-PREEMPTED");
        var seen = new HashSet<string>();

        await fault.PassUntilAsync(async () =>
        {
            var pods = await fault.NewPodsAsync();
            seen.UnionWith(pods.Where(p => p.Condition("DisruptionTarget").Text("reason") == "PreemptionByScheduler").Select(p => p.Uid()));
            return seen.Count == 2;
        });
    }

    [Fact]
    public async Task A_node_that_is_heard_of_no_more_is_not_ready_and_neither_are_its_pods()
    {
        await using var fault = await FaultRun.StartAsync("K-NODE");

        await fault.PassUntilAsync(async () => (await fault.EventsAsync()).Any(e => e.Text("reason") == "NodeNotReady"));

        var pod = (await fault.NewPodsAsync()).Single();
        var node = await fault.Sandbox.GetAsync($"/api/v1/nodes/{pod.Text("spec", "nodeName")}", FaultRun.Cluster);
        Assert.Equal(("Unknown", "NodeStatusUnknown"), (node.Condition("Ready").Text("status"), node.Condition("Ready").Text("reason")));
        Assert.All((await fault.PodsAsync()).Where(p => p.Uid() != pod.Uid()), p => Assert.True(p.IsConditionTrue("Ready")));
    }

    [Theory]
    [InlineData("K-PAUSED", "kubectl-rollout", "f:paused")]
    [InlineData("K-FOREIGN", "rightsizer", "f:memory")]
    [InlineData("K-REPLACED", "kubectl-set", "f:image")]
    public async Task Somebody_else_writes_under_a_name_of_his_own(string code, string manager, string field)
    {
        await using var fault = await FaultRun.StartAsync(code);

        await fault.PassUntilAsync(async () => (await fault.DeploymentAsync()).Items("metadata", "managedFields").Any(m => m.Text("manager") == manager));

        var written = (await fault.DeploymentAsync()).Items("metadata", "managedFields").Single(m => m.Text("manager") == manager);
        Assert.Contains(field, written.At("fieldsV1")!.ToJsonString(), StringComparison.Ordinal);
        fault.Sandbox.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(3, (await fault.DeploymentAsync()).Generation());
    }

    [Fact]
    public async Task Nobody_writes_once_the_old_image_is_back()
    {
        await using var fault = await FaultRun.StartAsync("K-REPLACED");
        await fault.PassUntilAsync(async () => (await fault.DeploymentAsync()).Items("spec", "template", "spec", "containers").Single().Text("image") == "x0tta6bl4/cultural-agents:2.3.2");

        await fault.Sandbox.SetImageAsync("x0tta6bl4/cultural-agents:2.3.0", fault.Path, FaultRun.Cluster);
        fault.Sandbox.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal("x0tta6bl4/cultural-agents:2.3.0", (await fault.DeploymentAsync()).Items("spec", "template", "spec", "containers").Single().Text("image"));
    }

    [Theory]
    [InlineData("K-DEADLINE")]
    [InlineData("K-IMG-SLOW")]
    [InlineData("K-SURGE")]
    [InlineData("K-VOLUME")]
    public async Task A_rollout_that_stands_still_exceeds_its_deadline(string code)
    {
        await using var fault = await FaultRun.StartAsync(code);

        await fault.PassUntilAsync(async () => (await fault.DeploymentAsync()).Condition("Progressing").Text("reason") == "ProgressDeadlineExceeded");
    }

    [Fact]
    public async Task Events_of_a_namespace_can_be_watched_as_they_come()
    {
        await using var fault = await FaultRun.StartAsync("K-CONFIG-MAP");
        using var response = await fault.Sandbox.OpenAsync($"/api/v1/namespaces/{fault.Namespace}/events?watch=true&resourceVersion=0", FaultRun.Cluster);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestSandbox.Cancelled));

        fault.Sandbox.Pass(TimeSpan.FromSeconds(15));

        JsonNode? line;
        do
        {
            line = JsonNode.Parse((await reader.ReadLineAsync(TestSandbox.Cancelled))!);
        }
        while (!(line.Text("type") == "MODIFIED" && line.Text("object", "reason") == "Failed"));

        Assert.Equal((2, "spec.containers{cultural-agents}"), (line.Number("object", "count"), line.Text("object", "involvedObject", "fieldPath")));
    }

    [Fact]
    public void Every_fault_is_in_a_test()
    {
        string[] other = ["K-LIVENESS", "K-STARTUP", "K-OOM", "K-PAUSED", "K-FOREIGN", "K-REPLACED"];
        var tested = Containers.Select(r => r.Data.Item1).Concat(Events.Select(r => r.Data.Item1)).Concat(Refusals.Select(r => r.Data.Item1)).Concat(other);

        Assert.Equal(FaultTable.All.Select(s => s.Name).Order(StringComparer.Ordinal), tested.Distinct().Select(c => $"fault:{c}").Order(StringComparer.Ordinal));
    }

    static (string? Reason, string? Message) Reason(JsonObject? condition) => (condition.Text("reason"), condition.Text("message"));
}
