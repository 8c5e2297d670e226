namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The options of a write.</summary>
/// <param name="Manager">Who writes, for managedFields.</param>
/// <param name="IsDryRun">Whether everything is done but storing.</param>
/// <param name="Force">Whether an apply takes over fields of others.</param>
/// <param name="Subresource">The part that is written, or null for the whole.</param>
internal sealed record WriteOptions(string Manager, bool IsDryRun, bool Force, string? Subresource)
{
    /// <summary>Whether a patch asks for it: another uid is then a wrong field, not a failed precondition.</summary>
    public bool IsPatch { get; init; }

    /// <exception cref="Rejection">An option has a value that it cannot have.</exception>
    public static WriteOptions Of(HttpRequest request, string? subresource)
    {
        var kind = HttpMethods.IsPatch(request.Method) ? "PatchOptions" : HttpMethods.IsPut(request.Method) ? "UpdateOptions" : "CreateOptions";
        CheckDryRun(kind, request.Query["dryRun"]);
        if (HttpMethods.IsPatch(request.Method))
        {
            CheckPatch(kind, request);
        }

        var agent = request.Headers.UserAgent.ToString();
        var manager = request.Query["fieldManager"].ToString() is { Length: > 0 } given ? given
            : agent.Split('/', ' ')[0] is { Length: > 0 } program ? program : "unknown";
        return new(manager, request.Query["dryRun"] == "All", request.Query["force"] == "true", subresource)
        {
            IsPatch = HttpMethods.IsPatch(request.Method),
        };
    }

    /// <exception cref="Rejection">A dry run is of all or not at all.</exception>
    public static void CheckDryRun(string options, IReadOnlyCollection<string?> asked)
    {
        if (asked.Any(v => v != "All"))
        {
            throw Rejection.InvalidOptions(options, "dryRun", $"Unsupported value: {GoText.List(asked.Select(v => v ?? ""))}: supported values: \"All\"");
        }
    }

    static void CheckPatch(string kind, HttpRequest request)
    {
        var isApply = (request.ContentType ?? "").StartsWith(ObjectPatcher.ApplyType, StringComparison.Ordinal);
        if (isApply && request.Query["fieldManager"].ToString().Length == 0)
        {
            throw Rejection.InvalidOptions(kind, "fieldManager", "Required value: is required for apply patch");
        }

        if (!isApply && request.Query["force"].Count > 0)
        {
            throw Rejection.InvalidOptions(kind, "force", "Forbidden: may not be specified for non-apply patch");
        }
    }
}
