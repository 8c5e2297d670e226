using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server checks of metadata, whatever the kind.</summary>
internal static partial class MetadataValidation
{
    public const string LabelRule = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
        + "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    const string NameRule = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    const string ServiceRule = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an "
        + "alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    const string KeyRule = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    const string ValueRule = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    static readonly string[] OfOwners = ["apiVersion", "kind", "name", "uid"];

    public static bool IsLabel(string name) => name.Length <= 63 && DnsLabel().IsMatch(name);

    public static void Check(ResourceKind kind, JsonObject o, JsonObject? live, List<(string Field, string Problem)> problems)
    {
        if (NameProblem(kind, o.Name()) is { } rule)
        {
            problems.Add(("metadata.name", $"Invalid value: \"{o.Name()}\": {rule}"));
        }

        foreach (var (key, value) in o.Labels() ?? [])
        {
            if (!QualifiedName().IsMatch(key))
            {
                problems.Add(("metadata.labels", $"Invalid value: \"{key}\": {KeyRule}"));
            }

            if (!LabelValue().IsMatch(value.Text() ?? "") || value.Text()?.Length > 63)
            {
                problems.Add(("metadata.labels", $"Invalid value: \"{value.Text()}\": {ValueRule}"));
            }
        }

        foreach (var reference in o.Items("metadata", "ownerReferences"))
        {
            foreach (var field in OfOwners.Where(f => string.IsNullOrEmpty(reference.Text(f))))
            {
                problems.Add(($"metadata.ownerReferences.{field}", $"Invalid value: \"\": {(field == "apiVersion" ? "version" : field)} must not be empty"));
            }
        }

        if (live is not null && live.IsTerminating())
        {
            var added = Finalizers(o).Except(Finalizers(live)).Order(StringComparer.Ordinal).ToList();
            if (added.Count > 0)
            {
                problems.Add(("metadata.finalizers",
                    $"Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers {GoText.List(added)}"));
            }
        }
    }

    static IEnumerable<string> Finalizers(JsonObject o) => (o.At("metadata", "finalizers") as JsonArray ?? []).Select(f => f.Text() ?? "");

    static string? NameProblem(ResourceKind kind, string name)
    {
        if (kind == ResourceKinds.Services)
        {
            return ServiceName().IsMatch(name) && name.Length <= 63 ? null : ServiceRule;
        }

        if (kind == ResourceKinds.Namespaces)
        {
            return IsLabel(name) ? null : LabelRule;
        }

        // Names of roles are freer: "system:node" is one.
        return kind.Group == ResourceKinds.Roles.Group
            ? name is not ("" or "." or "..") && !name.AsSpan().ContainsAny('/', '%') ? null : NameRule
            : DnsName().IsMatch(name) && name.Length <= 253 ? null : NameRule;
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex DnsName();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex DnsLabel();

    [GeneratedRegex("^[a-z]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex ServiceName();

    [GeneratedRegex("^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$", RegexOptions.ExplicitCapture)]
    private static partial Regex QualifiedName();

    [GeneratedRegex("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex LabelValue();
}
