using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Objects;

/// <summary>Every kind the sandbox serves. A new row is a new kind: discovery, verbs and watches follow from it.</summary>
internal static class ResourceKinds
{
    public static readonly ResourceKind Namespaces = new()
    { Group = "", Version = "v1", Kind = "Namespace", Plural = "namespaces", ShortNames = ["ns"], Namespaced = false, HasStatus = true };

    public static readonly ResourceKind Nodes = new()
    { Group = "", Version = "v1", Kind = "Node", Plural = "nodes", ShortNames = ["no"], Namespaced = false, HasStatus = true };

    public static readonly ResourceKind Pods = new()
    { Group = "", Version = "v1", Kind = "Pod", Plural = "pods", ShortNames = ["po"], HasStatus = true, InAll = true };

    public static readonly ResourceKind Services = new()
    { Group = "", Version = "v1", Kind = "Service", Plural = "services", ShortNames = ["svc"], HasStatus = true, InAll = true };

    public static readonly ResourceKind Endpoints = new()
    { Group = "", Version = "v1", Kind = "Endpoints", Plural = "endpoints", ShortNames = ["ep"] };

    public static readonly ResourceKind ConfigMaps = new()
    { Group = "", Version = "v1", Kind = "ConfigMap", Plural = "configmaps", ShortNames = ["cm"] };

    public static readonly ResourceKind Secrets = new() { Group = "", Version = "v1", Kind = "Secret", Plural = "secrets" };

    public static readonly ResourceKind Events = new()
    { Group = "", Version = "v1", Kind = "Event", Plural = "events", ShortNames = ["ev"] };

    public static readonly ResourceKind ServiceAccounts = new()
    { Group = "", Version = "v1", Kind = "ServiceAccount", Plural = "serviceaccounts", ShortNames = ["sa"] };

    public static readonly ResourceKind ResourceQuotas = new()
    { Group = "", Version = "v1", Kind = "ResourceQuota", Plural = "resourcequotas", ShortNames = ["quota"], HasStatus = true };

    public static readonly ResourceKind Deployments = new()
    {
        Group = "apps", Version = "v1", Kind = "Deployment", Plural = "deployments", ShortNames = ["deploy"],
        HasStatus = true, HasScale = true, HasGeneration = true, InAll = true,
    };

    public static readonly ResourceKind ReplicaSets = new()
    {
        Group = "apps", Version = "v1", Kind = "ReplicaSet", Plural = "replicasets", ShortNames = ["rs"],
        HasStatus = true, HasScale = true, HasGeneration = true, InAll = true,
    };

    public static readonly ResourceKind StatefulSets = new()
    {
        Group = "apps", Version = "v1", Kind = "StatefulSet", Plural = "statefulsets", ShortNames = ["sts"],
        HasStatus = true, HasScale = true, HasGeneration = true, InAll = true,
    };

    public static readonly ResourceKind DaemonSets = new()
    {
        Group = "apps", Version = "v1", Kind = "DaemonSet", Plural = "daemonsets", ShortNames = ["ds"],
        HasStatus = true, HasGeneration = true, InAll = true,
    };

    public static readonly ResourceKind ControllerRevisions = new()
    { Group = "apps", Version = "v1", Kind = "ControllerRevision", Plural = "controllerrevisions" };

    public static readonly ResourceKind Jobs = new()
    { Group = "batch", Version = "v1", Kind = "Job", Plural = "jobs", HasStatus = true, HasGeneration = true, InAll = true };

    public static readonly ResourceKind CronJobs = new()
    {
        Group = "batch", Version = "v1", Kind = "CronJob", Plural = "cronjobs", ShortNames = ["cj"],
        HasStatus = true, HasGeneration = true, InAll = true,
    };

    public static readonly ResourceKind Roles = new()
    { Group = "rbac.authorization.k8s.io", Version = "v1", Kind = "Role", Plural = "roles" };

    public static readonly ResourceKind RoleBindings = new()
    { Group = "rbac.authorization.k8s.io", Version = "v1", Kind = "RoleBinding", Plural = "rolebindings" };

    public static readonly ResourceKind ClusterRoles = new()
    { Group = "rbac.authorization.k8s.io", Version = "v1", Kind = "ClusterRole", Plural = "clusterroles", Namespaced = false };

    public static readonly ResourceKind ClusterRoleBindings = new()
    { Group = "rbac.authorization.k8s.io", Version = "v1", Kind = "ClusterRoleBinding", Plural = "clusterrolebindings", Namespaced = false };

    public static readonly ResourceKind Leases = new()
    { Group = "coordination.k8s.io", Version = "v1", Kind = "Lease", Plural = "leases", NeedsVersion = true };

    public static readonly ResourceKind EndpointSlices = new()
    { Group = "discovery.k8s.io", Version = "v1", Kind = "EndpointSlice", Plural = "endpointslices" };

    public static readonly ResourceKind SelfSubjectAccessReviews = new()
    {
        Group = "authorization.k8s.io", Version = "v1", Kind = "SelfSubjectAccessReview", Plural = "selfsubjectaccessreviews",
        Namespaced = false, IsReview = true,
    };

    public static readonly ImmutableArray<ResourceKind> All =
    [
        Namespaces, Nodes, Pods, Services, Endpoints, ConfigMaps, Secrets, Events, ServiceAccounts, ResourceQuotas,
        Deployments, ReplicaSets, StatefulSets, DaemonSets, ControllerRevisions, Jobs, CronJobs,
        Roles, RoleBindings, ClusterRoles, ClusterRoleBindings, Leases, EndpointSlices, SelfSubjectAccessReviews,
    ];

    /// <summary>The kind of a path, or null when the sandbox does not serve it.</summary>
    public static ResourceKind? Find(string group, string version, string plural) =>
        All.FirstOrDefault(k => k.Group == group && k.Version == version && k.Plural == plural);

    /// <summary>The kind an object says it is, or null.</summary>
    public static ResourceKind? FindByObject(string? apiVersion, string? kind) =>
        All.FirstOrDefault(k => k.ApiVersion == apiVersion && k.Kind == kind);
}
