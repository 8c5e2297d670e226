using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>To which release a run belongs.</summary>
public abstract record Attachment
{
    private protected Attachment()
    {
    }

    /// <summary>A release of its own.</summary>
    public sealed record Fresh : Attachment;

    /// <summary>An open release with the same intent: it goes on.</summary>
    /// <param name="Release">The release.</param>
    public sealed record Resume(ReleaseRecord Release) : Attachment;

    /// <summary>The newest release with the same intent is done: its stages are skipped as far as the live state still agrees.</summary>
    /// <param name="Release">The release.</param>
    public sealed record Repeat(ReleaseRecord Release) : Attachment;

    /// <summary>Another release is open.</summary>
    /// <param name="Problem">Which, how it differs, and what to type.</param>
    public sealed record Refused(Problem Problem) : Attachment;

    /// <summary>Decides. Pure.</summary>
    /// <param name="intent">What this run asks for, as a plan without stages.</param>
    /// <param name="known">Releases of the estate, newest first.</param>
    public static Attachment Decide(Intended intent, ImmutableArray<ReleaseRecord> known)
    {
        if (known.FirstOrDefault(release => release.State.IsOpen) is { } open)
        {
            return open.Plan.Intent == intent.Intent && !open.State.RollingBack ? new Resume(open) : new Refused(Differs(intent, open));
        }

        return known.FirstOrDefault(release => release.State.Outcome is not null) is { State.Outcome: ReleaseOutcome.Done } done && done.Plan.Intent == intent.Intent
            ? new Repeat(done)
            : new Fresh();
    }

    static Problem Differs(Intended intent, ReleaseRecord open)
    {
        var difference = open.State.RollingBack ? "its rollback has begun and is not complete"
            : open.Plan.Version != intent.Version ? $"it releases {open.Plan.Version}, this run {intent.Version}"
            : !open.Plan.Images.Select(i => i.Image).SequenceEqual(intent.Images) ? $"its images are {string.Join(", ", open.Plan.Images.Select(i => i.Image))}"
            : "its runbook, components or clusters are others";
        return new Problem(open.Folder.Id, $"this release is open on estate {open.Plan.Estate}: {difference}", $"finish it with its own arguments, or undo it: ./build.sh Rollback --estate {open.Plan.Estate} --release-id {open.Folder.Id}");
    }
}

/// <summary>What a run asks for.</summary>
/// <param name="Intent">See <see cref="Plan.Intent"/>.</param>
/// <param name="Version">The version.</param>
/// <param name="Images">Images with digests, in the runbook's order.</param>
public sealed record Intended(string Intent, string Version, ImmutableArray<string> Images);
