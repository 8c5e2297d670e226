using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class ReconcilerTests
{
    [Theory]
    [InlineData("""{"annotations":{"argocd.argoproj.io/tracking-id":"shop:apps/Deployment:system/web"}}""", "Argo CD (shop)", "argocd-controller")]
    [InlineData("""{"labels":{"argocd.argoproj.io/instance":"shop"}}""", "Argo CD (shop)", "argocd-controller")]
    [InlineData("""{"labels":{"kustomize.toolkit.fluxcd.io/name":"apps","kustomize.toolkit.fluxcd.io/namespace":"flux-system"}}""", "Flux (apps)", "kustomize-controller")]
    [InlineData("""{"labels":{"helm.toolkit.fluxcd.io/name":"web","app.kubernetes.io/managed-by":"Helm"},"annotations":{"meta.helm.sh/release-name":"web"}}""", "Flux (web)", "helm-controller")]
    [InlineData("""{"labels":{"app.kubernetes.io/managed-by":"Helm"},"annotations":{"meta.helm.sh/release-name":"web"}}""", "Helm (web)", "helm")]
    [InlineData("""{"labels":{"app.kubernetes.io/managed-by":"Helm"}}""", "Helm", "helm")]
    public void The_marks_of_a_tool_name_it(string metadata, string text, string manager)
    {
        var found = Reconciler.Of(new JsonObject { ["metadata"] = JsonNode.Parse(metadata) }, "web")!;

        Assert.Equal((text, manager), (found.ToString(), found.Manager));
    }

    [Theory]
    [InlineData("argocd-application-controller", "Argo CD")]
    [InlineData("kustomize-controller", "Flux")]
    [InlineData("helm", "Helm")]
    public void Without_marks_the_owner_of_the_field_names_it(string manager, string tool)
    {
        var manifest = JsonNode.Parse("""{"metadata":{"managedFields":[{"manager":"","operation":"Update","apiVersion":"apps/v1","fieldsV1":{"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{"f:image":{}}}}}}}}]}}""")!.AsObject();
        manifest["metadata"]!["managedFields"]![0]!["manager"] = manager;

        Assert.Equal(new Reconciler(tool, "", manager), Reconciler.Of(manifest, "web"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"labels":{"app.kubernetes.io/managed-by":"kustomize"}}""")]
    [InlineData("""{"managedFields":[{"manager":"helm","operation":"Update","apiVersion":"apps/v1","fieldsV1":{"f:metadata":{"f:labels":{"f:app":{}}}}}]}""")]
    public void What_nobody_keeps_has_no_owner(string metadata) =>
        Assert.Null(Reconciler.Of(new JsonObject { ["metadata"] = JsonNode.Parse(metadata) }, "web"));
}
