using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Which objects a list or a watch is about.</summary>
internal sealed record ObjectFilter(ApiPath Path, LabelSelector Labels, FieldSelector Fields)
{
    /// <exception cref="Rejection">A selector cannot be read.</exception>
    public static ObjectFilter Of(ApiPath path, IQueryCollection query)
    {
        try
        {
            var fields = query["fieldSelector"].ToString();
            var byName = path.Name is null ? fields : $"metadata.name={path.Name}{(fields.Length > 0 ? "," : "")}{fields}";
            var selector = FieldSelector.Parse(byName);
            if (selector.Names.FirstOrDefault(n => !SelectableFields.Of(path.Kind).Contains(n)) is { } odd)
            {
                throw Rejection.BadRequest($"\"{odd}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
            }

            return new(path, LabelSelector.Parse(query["labelSelector"]), selector) { IsWhole = query["labelSelector"].ToString().Length == 0 && byName.Length == 0 };
        }
        catch (FormatException e)
        {
            throw Rejection.BadRequest(e.Message);
        }
    }

    /// <summary>Whether nothing is left out.</summary>
    public bool IsWhole { get; private init; }

    public bool Matches(StoredObject o) =>
        o.Kind == Path.Kind && (Path.Namespace.Length == 0 || o.Namespace == Path.Namespace)
        && Labels.Matches(Objects.ObjectReading.Labels(o.Value)) && Fields.Matches(o.Value);
}
