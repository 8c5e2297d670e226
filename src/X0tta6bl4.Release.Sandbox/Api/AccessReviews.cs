using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>SelfSubjectAccessReview: everything is allowed but what the scenario denies.</summary>
internal static class AccessReviews
{
    public static JsonObject Answer(JsonObject review, Scenario scenario)
    {
        var attributes = review.At("spec", "resourceAttributes");
        var subresource = attributes.Text("subresource") is { Length: > 0 } part ? $"/{part}" : "";
        var action = $"{attributes.Text("verb")} {attributes.Text("resource")}{subresource}";
        var isDenied = scenario.Denied.Contains(action);
        var answer = review.Copy();
        answer["kind"] = ResourceKinds.SelfSubjectAccessReviews.Kind;
        answer["apiVersion"] = ResourceKinds.SelfSubjectAccessReviews.ApiVersion;
        answer["status"] = new JsonObject { ["allowed"] = !isDenied, ["reason"] = isDenied ? $"the scenario denies {action}" : "" };
        return answer;
    }
}
