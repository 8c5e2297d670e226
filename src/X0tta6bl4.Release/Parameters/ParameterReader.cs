using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.Parameters;

/// <summary>Checks a request: every value that can be judged without the runbook, all mistakes at once. Pure.</summary>
public static class ParameterReader
{
    /// <summary>Checks a request.</summary>
    /// <param name="request">What the operator asked for.</param>
    /// <param name="needsVersion">True when the targets to run need <c>--version</c>.</param>
    public static Checked<ReleaseParameters> Read(ReleaseRequest request, bool needsVersion)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var version = ReadVersion(request.Version, needsVersion, problems);
        var estate = ReadEstate(request, problems);
        var onFailure = ReadChoice<FailurePolicy>("--on-failure", request.OnFailure, problems);
        var onSignal = ReadChoice<SignalPolicy>("--on-signal", request.OnSignal, problems);
        var threshold = ReadShare(request.ErrorThreshold, problems);
        var watchFor = ReadDuration("--for", request.For, problems);
        return problems.Count > 0 ? Checked.Invalid<ReleaseParameters>(problems) : Checked.Valid(new ReleaseParameters
        {
            RootDirectory = request.RootDirectory,
            ArtifactsDirectory = request.ArtifactsDirectory,
            Version = version,
            Estate = estate,
            Components = request.Components,
            Without = request.Without,
            OnFailure = onFailure,
            OnSignal = onSignal,
            ErrorThreshold = threshold,
            WatchFor = watchFor,
            AcceptsNoWayBack = request.AcceptNoWayBack,
            PlanFile = request.PlanFile,
            ReleaseId = request.ReleaseId,
            RunbookFile = request.Runbook ?? Path.Combine(request.RootDirectory, "build", "runbook.yaml"),
            Kubeconfig = request.Kubeconfig,
        });
    }

    static ReleaseVersion? ReadVersion(string? text, bool needed, ImmutableArray<Problem>.Builder problems)
    {
        if (ReleaseVersion.TryParse(text, out var version))
        {
            return version;
        }

        if (text is not null)
        {
            problems.Add(new Problem("--version", $"'{text}' is no version; wanted is MAJOR.MINOR.PATCH", "for example --version 2.3.1"));
        }
        else if (needed)
        {
            problems.Add(new Problem("--version", "is missing: which version is to be released?", "for example --version 2.3.1"));
        }

        return null;
    }

    static string ReadEstate(ReleaseRequest request, ImmutableArray<Problem>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(request.Estate))
        {
            problems.Add(new Problem("--estate", "is missing: which estate is to be touched?", "for example --estate production"));
        }
        else if (request.OnServer && !request.EstateGiven)
        {
            problems.Add(new Problem("--estate", "must be given on a CI runner; the default of .nuke/parameters.json is for laptops", $"add --estate {request.Estate}, or another estate of the runbook"));
        }

        return request.Estate ?? "";
    }

    static double? ReadShare(string? text, ImmutableArray<Problem>.Builder problems)
    {
        if (text is null)
        {
            return null;
        }

        // Decimal, so that 0.1 % is 0.001 and not the double next to it.
        if (decimal.TryParse(text.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100)
        {
            return (double)(percent / 100);
        }

        problems.Add(new Problem("--error-threshold", $"'{text}' is no share of errors; wanted is a number of percent, 0 to 100", "for example --error-threshold 5"));
        return null;
    }

    static TimeSpan? ReadDuration(string option, string? text, ImmutableArray<Problem>.Builder problems)
    {
        if (text is null)
        {
            return null;
        }

        if (DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        problems.Add(new Problem(option, $"'{text}' is no time; wanted are hours, minutes and seconds above zero, such as 2m, 1h30m or 48h", $"for example {option} 48h"));
        return null;
    }

    static T ReadChoice<T>(string option, string? text, ImmutableArray<Problem>.Builder problems)
        where T : struct, Enum
    {
        if (text is null)
        {
            return default;
        }

        // Enum.TryParse would take numbers and lists of names, too.
        var names = Enum.GetNames<T>();
        if (names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return Enum.Parse<T>(known);
        }

        var allowed = string.Join(" or ", names.Select(name => name.ToLowerInvariant()));
        problems.Add(new Problem(option, $"'{text}' is not allowed; it is {allowed}"));
        return default;
    }
}
