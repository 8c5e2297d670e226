using System.Collections.Immutable;
using X0tta6bl4.Release.Sandbox.Images;

namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>
/// One scenario for each fault of a rollout that a release of images can meet, by the fault's code. Reasons and texts are those of real clusters.
/// What an image brings with it shows in the staging copies already; what is a matter of the place shows in Saint Petersburg, which has none.
/// </summary>
internal static class FaultTable
{
    /// <summary>What names begin with.</summary>
    public const string Prefix = "fault:";

    const string Agents = "x0tta6bl4/cultural-agents";
    const string Quantum = "x0tta6bl4/quantum-engine";
    const string Spb = "k3s-spb";
    const string Unpacked = "failed to pull and unpack image \"{reference}\": ";
    const string Unresolved = $"rpc error: code = Unknown desc = {Unpacked}failed to resolve reference \"{{reference}}\": ";
    const string Created = "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ";
    const string NoVictims = "preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.";
    const string NoHelp = "preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";

    static readonly PodFault AtSpb = new(Agents, Spb);
    static readonly PodFault QuantumAtSpb = new(Quantum, Spb);
    static readonly PodFault OfQuantum = new(Quantum, null);

    public static readonly ImmutableArray<Scenario> All = [.. Images, .. Configurations, .. Programs, .. Placements, .. Creations, .. Disturbances];

    static ImmutableArray<Scenario> Images =>
    [
        Of("K-IMG-NAME", "nodes in k3s-spb cannot parse the image's name", AtSpb with
        {
            Image = new("InvalidImageName", "InspectFailed", "Failed to apply default image tag \"{image}\": couldn't parse image reference \"{image}\": invalid reference format"),
        }),
        Of("K-IMG-NOTFOUND", "the registry that nodes in k3s-spb pull from lacks the image", AtSpb with
        {
            Pull = $"rpc error: code = NotFound desc = {Unpacked}failed to resolve reference \"{{reference}}\": {{reference}}: not found",
        }),
        Of("K-IMG-AUTH", "nodes in k3s-spb may not pull the image (1 min)", AtSpb with
        {
            Pull = $"{Unresolved}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
        }),
        Of("K-IMG-REGISTRY", "nodes in k3s-spb do not reach the registry (1 min)", AtSpb with
        {
            Pull = $"{Unresolved}failed to do request: Head \"https://registry.example/v2/{{repository}}/manifests/latest\": dial tcp 203.0.113.17:443: i/o timeout",
        }),
        Of("K-IMG-RATE", "nodes in k3s-spb have pulled too much (1 min)", AtSpb with
        {
            Pull = $"{Unresolved}unexpected status from HEAD request to https://registry.example/v2/{{repository}}/manifests/latest: 429 Too Many Requests - "
                + "Server message: toomanyrequests: You have reached your pull rate limit.",
        }),
        Of("K-IMG-PLATFORM", "the image is not made for the nodes in k3s-spb", AtSpb with
        {
            Pull = $"rpc error: code = NotFound desc = {Unpacked}no match for platform in manifest: not found",
        }),
        Of("K-IMG-NEVER", "nodes in k3s-spb may not pull, and do not have the image", AtSpb with
        {
            Image = new("ErrImageNeverPull", "ErrImageNeverPull", "Container image \"{image}\" is not present with pull policy of Never"),
        }),
        Of("K-IMG-PULL", "nodes in k3s-spb have no room for the image (1 min)", AtSpb with
        {
            Pull = $"rpc error: code = Unknown desc = {Unpacked}failed to extract layer: write /var/lib/containerd/io.containerd.content.v1.content/ingest: no space left on device",
        }),
        Of("K-IMG-SLOW", "the image takes ten minutes to be pulled in k3s-spb (1 min)", AtSpb with { PullTime = TimeSpan.FromMinutes(10) }),
    ];

    static ImmutableArray<Scenario> Configurations =>
    [
        Of("K-CONFIG-MAP", "a ConfigMap is missing in k3s-spb", AtSpb with { Configuration = "configmap \"settings\" not found" }),
        Of("K-CONFIG-SECRET", "a Secret is missing in k3s-spb", QuantumAtSpb with { Configuration = "secret \"quantum-keys\" not found" }),
        Of("K-CONFIG-KEY", "a ConfigMap in k3s-spb lacks a key", AtSpb with { Configuration = "couldn't find key MODEL in ConfigMap {namespace}/settings" }),
        Of("K-RUN-AS", "the image runs as root, which its pods may not", OfQuantum with
        {
            Configuration = "container has runAsNonRoot and image will run as root (pod: \"{pod}_{namespace}({uid})\", container: {container})",
        }),
        Of("K-VOLUME-SOURCE", "what a volume is made of is missing in k3s-spb (1 min)", AtSpb with
        {
            Volume = "MountVolume.SetUp failed for volume \"settings\" : configmap \"settings\" not found",
        }),
        Of("K-VOLUME", "a volume's folder on the node in k3s-spb is none (1 min)", QuantumAtSpb with
        {
            Volume = "MountVolume.SetUp failed for volume \"models\" : hostPath type check failed: /srv/models is not a directory",
        }),
        Of("K-MOUNT", "a volume is not mounted in time in k3s-spb (1 min)", QuantumAtSpb with
        {
            Volume = "MountVolume.MountDevice failed for volume \"pvc-6f1c2d0e-6c0f-4d5e-9a57-0d7f3b8f2a11\" : rpc error: code = DeadlineExceeded desc = context deadline exceeded",
        }),
        Of("K-START", "a mount does not fit the image in k3s-spb", AtSpb with
        {
            Start = $"{Created}error during container init: error mounting \"/var/lib/kubelet/pods/{{uid}}/volumes/kubernetes.io~configmap/settings\" to rootfs at \"/app/settings.yaml\": "
                + "mount src=/var/lib/kubelet/pods/{uid}/volumes/kubernetes.io~configmap/settings, dst=/app/settings.yaml, flags=MS_BIND|MS_REC: not a directory: unknown",
        }),
    ];

    static ImmutableArray<Scenario> Programs =>
    [
        Of("K-COMMAND", "the image lacks the program that it is to start", OfQuantum with
        {
            Start = $"{Created}exec: \"/app/server\": stat /app/server: no such file or directory: unknown",
        }),
        Of("K-OOM", "the program takes more memory than it may", Quantum, null, ImageMode.OutOfMemory),
        Of("K-CRASHLOOP", "the program ends with 1 a second after its start", Quantum, null, ImageMode.Crash),
        Of("K-LIVENESS", "the program fails its liveness probe in k3s-spb (1 min)", Agents, Spb, ImageMode.Ill),
        Of("K-STARTUP", "the program fails its startup probe in k3s-spb (1 min)", Quantum, Spb, ImageMode.Ill),
        Of("K-NEVER-READY", "the program runs and never gets ready (1 min)", Quantum, null, ImageMode.NeverReady),
        Of("K-INIT", "an init container that k3s-spb adds to pods fails", AtSpb with
        {
            Container = new("initContainers", """{"name": "mesh-init", "image": "mesh/init:1.4.0"}"""),
        }),
        Of("K-SIDECAR", "a sidecar that k3s-spb adds to pods fails", AtSpb with
        {
            Container = new("containers", """{"name": "mesh-proxy", "image": "mesh/proxy:1.4.0", "readinessProbe": {"httpGet": {"path": "/ready", "port": 15021}, "initialDelaySeconds": 5}}"""),
        }),
    ];

    static ImmutableArray<Scenario> Placements =>
    [
        Of("K-SCHED-CPU", "no node has the cpu (1 min)", OfQuantum with { Unschedulable = $"0/1 nodes are available: 1 Insufficient cpu. {NoVictims}" }),
        Of("K-SCHED-MEMORY", "no node has the memory (1 min)", OfQuantum with { Unschedulable = $"0/1 nodes are available: 1 Insufficient memory. {NoVictims}" }),
        Of("K-SCHED-TAINT", "the node in k3s-spb has a new taint (1 min)", AtSpb with
        {
            Unschedulable = $"0/1 nodes are available: 1 node(s) had untolerated taint {{maintenance: planned}}. {NoHelp}",
        }),
        Of("K-SCHED-AFFINITY", "the node in k3s-spb has lost a label (1 min)", AtSpb with
        {
            Unschedulable = $"0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. {NoHelp}",
        }),
        Of("K-SCHED-VOLUME", "a volume is in another zone than the node in k3s-spb (1 min)", QuantumAtSpb with
        {
            Unschedulable = $"0/1 nodes are available: 1 node(s) had volume node affinity conflict. {NoHelp}",
        }),
        Of("K-UNSCHEDULABLE", "k3s-spb has no node that takes pods (1 min)", AtSpb with { Unschedulable = "no nodes available to schedule pods" }),
        Of("K-SURGE", "k3s-spb has no room for one more pod beside the old ones (1 min)", AtSpb with
        {
            Unschedulable = $"0/1 nodes are available: 1 Insufficient cpu. {NoVictims}",
        }),
    ];

    static ImmutableArray<Scenario> Creations =>
    [
        Of("K-QUOTA", "the quota in k3s-spb is used up", AtSpb with
        {
            Refusal = "pods \"{pod}\" is forbidden: exceeded quota: team, requested: pods=1, used: pods=4, limited: pods=4",
        }),
        Of("K-LIMITRANGE", "a LimitRange in k3s-spb forbids the pods' memory", AtSpb with
        {
            Refusal = "pods \"{pod}\" is forbidden: maximum memory usage per Container is 64Mi, but limit is 128Mi",
        }),
        Of("K-WEBHOOK-DENIED", "an admission webhook in k3s-spb denies the pods", AtSpb with
        {
            Refusal = "admission webhook \"validate.policies.x0tta6bl4.com\" denied the request: image {image} is not signed",
        }),
        Of("K-WEBHOOK-DOWN", "an admission webhook in k3s-spb does not answer", AtSpb with
        {
            Refusal = "Internal error occurred: failed calling webhook \"validate.policies.x0tta6bl4.com\": failed to call webhook: "
                + "Post \"https://policies.kube-system.svc:443/validate?timeout=10s\": dial tcp 10.43.18.7:443: connect: connection refused",
        }),
        Of("K-PODSECURITY", "the namespace in k3s-spb demands restricted pods", AtSpb with
        {
            Refusal = "pods \"{pod}\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false "
                + "(container \"{container}\" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or container \"{container}\" must set securityContext.runAsNonRoot=true)",
        }),
        Of("K-SERVICEACCOUNT", "the service account is missing in k3s-spb", AtSpb with
        {
            Refusal = "pods \"{prefix}\" is forbidden: error looking up service account {namespace}/agents: serviceaccount \"agents\" not found",
        }),
        Of("K-CREATE", "k3s-spb creates no pods for another reason", AtSpb with
        {
            Refusal = "pods \"{prefix}\" is forbidden: no PriorityClass with name release was found",
        }),
    ];

    static ImmutableArray<Scenario> Disturbances =>
    [
        Of("K-DEADLINE", "pods in k3s-spb are never set up, and nobody says why (1 min)", AtSpb with { IsHung = true }),
        Of("K-PAUSED", "somebody pauses the rollout in k3s-spb (10 min; cannot be undone)", AtSpb with { Writer = new("kubectl-rollout", """{"spec": {"paused": true}}""") }),
        Of("K-FOREIGN", "an operator in k3s-spb changes the memory limit during the rollout", AtSpb with
        {
            PullTime = TimeSpan.FromSeconds(4),
            Writer = new("rightsizer", """{"spec": {"template": {"spec": {"containers": [{"name": "{container}", "resources": {"limits": {"memory": "96Mi"}}}]}}}}""")
            {
                // In a second of its own: managedFields tell no more than that.
                After = TimeSpan.FromSeconds(1.2),
            },
        }),
        Of("K-REPLACED", "somebody sets another image in k3s-spb during the rollout", AtSpb with
        {
            Writer = new("kubectl-set", """{"spec": {"template": {"spec": {"containers": [{"name": "{container}", "image": "{repository}:2.3.2"}]}}}}"""),
        }),
        Of("K-NODE", "a new node in k3s-spb takes a pod and is heard of no more (1 min)", AtSpb with { IsNodeLost = true, PullTime = TimeSpan.FromHours(1) }),
        Of("K-EVICTED", "the node in k3s-spb evicts each new pod (1 min)", AtSpb with
        {
            PullTime = TimeSpan.FromMinutes(1),
            End = new("Evicted", "The node was low on resource: ephemeral-storage. Threshold quantity: 1717986918, available: 1524312Ki. ", "TerminationByKubelet")
            {
                DisruptionMessage = "The node was low on resource: ephemeral-storage. Threshold quantity: 1717986918, available: 1524312Ki. ",
            },
        }),
        Of("K-PREEMPTED", "pods of a higher priority take the place of each new pod in k3s-spb (1 min)", AtSpb with
        {
            PullTime = TimeSpan.FromMinutes(1),
            End = new("Preempted", "Preempted by pod 3b0f5c3e-5d0a-4f7e-8f0c-2c6a1f1c7d21 on node {node}", "PreemptionByScheduler")
            {
                DisruptionMessage = "default-scheduler: preempting to accommodate a higher priority pod", IsDeletion = true,
            },
        }),
    ];

    static Scenario Of(string code, string description, PodFault fault) => Of(code, description, fault.Repository) with { Fault = fault };

    static Scenario Of(string code, string description, string repository, string? cluster, ImageMode mode) =>
        Of(code, description, repository) with { Images = [new(repository, cluster, mode)] };

    static Scenario Of(string code, string description, string repository) =>
        new(Prefix + code, $"{repository[(repository.IndexOf('/', StringComparison.Ordinal) + 1)..]}: {description}.");
}
