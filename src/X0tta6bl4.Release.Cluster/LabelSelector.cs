using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Writes a workload's selector as a query.</summary>
static class LabelSelector
{
    /// <summary>The text form: <c>app=x,tier in (a,b),!old</c>.</summary>
    public static string Text(JsonNode? selector)
    {
        var labels = (selector.At("matchLabels") as JsonObject ?? []).Select(label => $"{label.Key}={label.Value}");
        var expressions = selector.Items("matchExpressions").Select(Expression);
        return string.Join(',', labels.Concat(expressions));
    }

    static string Expression(JsonObject expression)
    {
        var key = expression.Text("key");
        var values = string.Join(',', (expression.At("values") as JsonArray ?? []).Select(value => $"{value}"));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => $"!{key}",
            _ => key,
        };
    }
}
