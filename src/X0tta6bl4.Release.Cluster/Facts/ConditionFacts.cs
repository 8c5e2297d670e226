using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>One condition of an object's status.</summary>
sealed record ConditionFacts(string Type, string Status, string Reason, string Message, DateTimeOffset? Since)
{
    /// <summary>The conditions of an object.</summary>
    public static ImmutableArray<ConditionFacts> ReadAll(JsonObject manifest) =>
    [
        .. manifest.Items("status", "conditions").Select(condition => new ConditionFacts(
            condition.Text("type"), condition.Text("status"), condition.Text("reason"), condition.Text("message"), condition.Time("lastTransitionTime"))),
    ];

    /// <summary>A condition by type; null when there is none. A loop, because judging asks for little else.</summary>
    public static ConditionFacts? Find(ImmutableArray<ConditionFacts> conditions, string type)
    {
        foreach (var condition in conditions)
        {
            if (condition.Type == type)
            {
                return condition;
            }
        }

        return null;
    }

    /// <summary>The condition as a line of evidence.</summary>
    public override string ToString() => Access.Text.OneLine(
        $"condition {Type}={Status}{(Reason.Length > 0 ? $" {Reason}" : "")}{(Message.Length > 0 ? $": {Message}" : "")}");
}
