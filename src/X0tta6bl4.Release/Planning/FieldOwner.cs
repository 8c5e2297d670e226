using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Planning;

/// <summary>One manager's share of an object's fields: an entry of <c>metadata.managedFields</c>, reduced to the fields in question.</summary>
/// <param name="Manager">The manager's name, such as <c>kubectl-client-side-apply</c>.</param>
/// <param name="Operation"><c>Apply</c> or <c>Update</c>.</param>
/// <param name="ApiVersion">API version in which it wrote.</param>
/// <param name="Subresource">Subresource through which it wrote; null for the object itself.</param>
/// <param name="Time">When, as the server wrote it.</param>
/// <param name="Fields">The fields, as JSON text in the format FieldsV1.</param>
public sealed record FieldOwner(
    string Manager,
    string Operation,
    string ApiVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subresource,
    string Time,
    string Fields)
{
    /// <summary>The name under which this product's own changes appear in managedFields.</summary>
    public const string Own = "x0tta6bl4-release";
}
