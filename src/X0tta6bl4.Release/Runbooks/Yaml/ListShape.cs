using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>A list whose order matters.</summary>
/// <param name="item">Shape of each item.</param>
/// <param name="wanted">What is wanted, as in <c>expected WANTED, found …</c>.</param>
/// <param name="least">Least number of items.</param>
internal sealed class ListShape<T>(Shape<T> item, string wanted, int least) : Shape<ImmutableArray<T>>
{
    /// <inheritdoc/>
    public override ImmutableArray<T> Fallback => [];

    /// <inheritdoc/>
    public override ImmutableArray<T> Read(YamlElement element, Findings findings)
    {
        if (element is not YamlElement.List list)
        {
            findings.AddWrong(element, wanted);
            return [];
        }

        if (list.Items.Length < least)
        {
            findings.Add(list.At, $"expected {wanted}; at least {least.ToString(CultureInfo.InvariantCulture)} is needed");
        }

        return [.. list.Items.Select(one => item.Read(one, findings))];
    }

    /// <inheritdoc/>
    public override JsonNode? Write(ImmutableArray<T> value) => new JsonArray([.. value.Select(item.Write)]);

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "array", ["minItems"] = least, ["items"] = item.Schema() };
}
