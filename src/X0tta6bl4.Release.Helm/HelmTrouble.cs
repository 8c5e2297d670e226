using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Helm;

/// <summary>Makes sense of a helm that failed. Its exit code is always 1, so its words have to tell.</summary>
static class HelmTrouble
{
    /// <summary>The words of helm 3 and 4 for a release that does not exist.</summary>
    const string NotFound = "release: not found";

    static readonly (string Words, AccessFailure Kind)[] Known =
    [
        ("cluster unreachable", AccessFailure.Unreachable),
        ("connection refused", AccessFailure.Unreachable),
        ("i/o timeout", AccessFailure.Unreachable),
        ("context deadline exceeded", AccessFailure.Unreachable),
        ("is forbidden", AccessFailure.Denied),
        ("Unauthorized", AccessFailure.Denied),
        ("must be logged in", AccessFailure.Denied),
        ("does not exist", AccessFailure.Missing),
        ("unknown flag", AccessFailure.Rejected),
    ];

    /// <summary>True when all that is wrong is that there is no such release.</summary>
    public static bool IsNotFound(HelmOutput output) => output.Complaint.EndsWith(NotFound, StringComparison.Ordinal);

    /// <summary>The failure of a reading command.</summary>
    public static EstateAccessException Of(string subject, HelmOutput output) => new(
        Known.FirstOrDefault(row => output.Complaint.Contains(row.Words, StringComparison.OrdinalIgnoreCase)).Kind,
        subject,
        $"helm ended with {output.ExitCode}: {output.Complaint}");
}
