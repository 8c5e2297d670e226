using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class TemplateReferencesTests
{
    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"containers": [{"name": "web", "env": [{"name": "A", "value": "settings"}]}], "volumes": [{"name": "v", "emptyDir": {}}]}""", "")]
    [InlineData("""{"containers": [{"envFrom": [{"configMapRef": {"name": "settings"}}, {"secretRef": {"name": "tokens"}}]}]}""", "configmap settings, secret tokens")]
    [InlineData("""{"initContainers": [{"envFrom": [{"secretRef": {"name": "tokens"}}]}]}""", "secret tokens")]
    [InlineData("""{"containers": [{"env": [{"valueFrom": {"configMapKeyRef": {"name": "settings", "key": "a"}}}, {"valueFrom": {"secretKeyRef": {"name": "tokens", "key": "b"}}}, {"valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}]}]}""", "configmap settings, secret tokens")]
    [InlineData("""{"volumes": [{"configMap": {"name": "settings"}}, {"secret": {"secretName": "tls"}}]}""", "configmap settings, secret tls")]
    [InlineData("""{"volumes": [{"projected": {"sources": [{"configMap": {"name": "ca"}}, {"secret": {"name": "tls"}}, {"serviceAccountToken": {"path": "token"}}]}}]}""", "configmap ca, secret tls")]
    [InlineData("""{"imagePullSecrets": [{"name": "registry"}]}""", "secret registry")]
    [InlineData("""{"containers": [{"envFrom": [{"configMapRef": {"name": "a", "optional": true}}, {"configMapRef": {"name": "b", "optional": false}}], "env": [{"valueFrom": {"secretKeyRef": {"name": "c", "key": "k", "optional": true}}}]}], "volumes": [{"secret": {"secretName": "d", "optional": true}}, {"projected": {"sources": [{"secret": {"name": "e", "optional": true}}]}}]}""", "configmap b")]
    [InlineData("""{"containers": [{"envFrom": [{"secretRef": {"name": "b"}}, {"secretRef": {"name": "a"}}]}, {"envFrom": [{"secretRef": {"name": "b"}}]}], "volumes": [{"configMap": {"name": "b"}}]}""", "configmap b, secret a, secret b")]
    public void What_pods_cannot_start_without_is_collected_once(string pod, string expected)
    {
        var manifest = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = JsonNode.Parse(pod) } } };

        Assert.Equal(expected, string.Join(", ", TemplateReferences.Of(manifest)));
    }

    [Fact]
    public void An_object_without_a_pod_template_names_nothing() => Assert.Empty(TemplateReferences.Of(new JsonObject { ["spec"] = new JsonObject() }));
}
