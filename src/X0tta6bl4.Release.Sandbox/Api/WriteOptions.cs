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

    public static WriteOptions Of(HttpRequest request, string? subresource)
    {
        var agent = request.Headers.UserAgent.ToString();
        var manager = request.Query["fieldManager"].ToString() is { Length: > 0 } given ? given
            : agent.Split('/', ' ')[0] is { Length: > 0 } program ? program : "unknown";
        return new(manager, request.Query["dryRun"] == "All", request.Query["force"] == "true", subresource)
        {
            IsPatch = HttpMethods.IsPatch(request.Method),
        };
    }
}
