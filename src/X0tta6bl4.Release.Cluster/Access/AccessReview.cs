using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Asks the API server what this user may do.</summary>
static class AccessReview
{
    /// <summary>Questions under way at the same time: API servers answer each at once, but count requests.</summary>
    const int SideBySide = 8;

    const string Path = "apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /// <summary>Those of the questions whose answer is no, in their order.</summary>
    public static async Task<ImmutableArray<AccessQuestion>> FindDeniedAsync(
        ApiClient api, ImmutableArray<AccessQuestion> questions, CancellationToken cancellationToken)
    {
        var denied = new bool[questions.Length];
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, questions.Length, bounds, async (index, token) =>
        {
            var answer = await api.AskAsync(Path, Review(questions[index]), $"{api.Cluster}: {questions[index]}", token).ConfigureAwait(false);
            denied[index] = !answer.Flag("status", "allowed");
        }).ConfigureAwait(false);
        return [.. questions.Where((_, index) => denied[index])];
    }

    static JsonObject Review(AccessQuestion question)
    {
        var parts = question.Resource.Split('/', 2);
        var attributes = new JsonObject
        {
            ["verb"] = question.Verb,
            ["group"] = question.Group,
            ["resource"] = parts[0],
            ["subresource"] = parts.Length > 1 ? parts[1] : "",
            ["namespace"] = question.Namespace,
        };
        if (question.Name.Length > 0)
        {
            attributes["name"] = question.Name;
        }

        return new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        };
    }
}
