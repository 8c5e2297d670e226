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
            return new(path, LabelSelector.Parse(query["labelSelector"]), FieldSelector.Parse(byName));
        }
        catch (FormatException e)
        {
            throw Rejection.BadRequest(e.Message);
        }
    }

    public bool Matches(StoredObject o) =>
        o.Kind == Path.Kind && (Path.Namespace.Length == 0 || o.Namespace == Path.Namespace)
        && Labels.Matches(Objects.ObjectReading.Labels(o.Value)) && Fields.Matches(o.Value);
}
