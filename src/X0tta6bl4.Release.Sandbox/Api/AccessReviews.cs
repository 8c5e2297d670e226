using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>SelfSubjectAccessReview: everything is allowed but what the scenario denies, and what roles do not give to somebody who is impersonated.</summary>
internal static class AccessReviews
{
    /// <exception cref="Rejection">The review asks nothing.</exception>
    public static JsonObject Answer(JsonObject review, Scenario scenario, Authorizer authorizer, IHeaderDictionary headers)
    {
        var attributes = review.At("spec", "resourceAttributes");
        if ((attributes is null) == (review.At("spec", "nonResourceAttributes") is null))
        {
            throw Rejection.InvalidReview("spec.resourceAttributes", "Invalid value: \"null\": exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }

        var subresource = attributes.Text("subresource") is { Length: > 0 } part ? $"/{part}" : "";
        var action = $"{attributes.Text("verb")} {attributes.Text("resource")}{subresource}";
        var isDenied = scenario.Denied.Contains(action);
        var isAllowed = !isDenied && authorizer.MayDo(
            headers, (attributes.Text("verb") ?? "", attributes.Text("group") ?? "", $"{attributes.Text("resource")}{subresource}", attributes.Text("name") ?? ""),
            attributes.Text("namespace") ?? "");
        var answer = review.Copy();
        answer["kind"] = ResourceKinds.SelfSubjectAccessReviews.Kind;
        answer["apiVersion"] = ResourceKinds.SelfSubjectAccessReviews.ApiVersion;
        answer["status"] = new JsonObject { ["allowed"] = isAllowed };
        if (isDenied)
        {
            answer.Ensure("status")["reason"] = $"the scenario denies {action}";
        }

        return answer;
    }
}
