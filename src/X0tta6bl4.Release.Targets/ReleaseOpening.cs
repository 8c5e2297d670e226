using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Terminal;

namespace X0tta6bl4.Release.Targets;

/// <summary>Finds the release that a run belongs to, or plans a new one. Nothing is written before the plan stands.</summary>
public sealed class ReleaseOpening
{
    readonly SessionSetup setup;
    readonly SessionInput input;
    readonly ConnectedEstate estate;

    /// <summary>Works for one session.</summary>
    public ReleaseOpening(SessionSetup setup, SessionInput input, ConnectedEstate estate) => (this.setup, this.input, this.estate) = (setup, input, estate);

    /// <summary>See <see cref="RunContext.Abandon"/>.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>Plans the release without opening it.</summary>
    /// <exception cref="RefusalException">With everything that stands against it.</exception>
    public async Task<Plan> PlanAsync(CancellationToken cancellationToken)
    {
        var version = input.Parameters.Version!;
        var scope = input.Scope with { AcceptsNoWayBack = input.Scope.AcceptsNoWayBack || WasAccepted() };
        var survey = await Surveyor.SurveyAsync(estate.View(), scope, version.Text, setup.Time, cancellationToken).ConfigureAwait(false);
        var plan = Planner.Plan(input.Runbook, scope, version, survey);
        return plan.IsValid ? plan.Value : throw RefusalException.Of(plan.Problems);
    }

    /// <summary>Opens the release for its stages: attaches to an open or a done one with the same intent, else plans a new one.</summary>
    /// <exception cref="RefusalException">Another release is open, the plan does not match, or something stands against it.</exception>
    public async Task<OpenedRelease> ForStagesAsync(CancellationToken cancellationToken)
    {
        var locks = await LockAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var copies = await TakeOverAsync(locks, cancellationToken).ConfigureAwait(false);
            var record = await FindAsync(cancellationToken).ConfigureAwait(false);
            if (record is not null)
            {
                CheckPlanFile(record.Plan);
                return await ReopenAsync(record, copies, locks, cancellationToken).ConfigureAwait(false);
            }

            var plan = await PlanAsync(cancellationToken).ConfigureAwait(false);
            CheckPlanFile(plan);
            return await CreateAsync(plan, copies, locks, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await locks.GiveUpAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens the release that is to be undone: the named one, else the open one, else the last one that ended.</summary>
    /// <exception cref="RefusalException">There is none, it is undone already, or not all of it can be reached.</exception>
    public async Task<OpenedRelease> ForRollbackAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ToUndoAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var spare = SpareFolder.Of(input);
            setup.Output.WriteLine($"artifacts cannot be written: {exception.Message} Journal and reports of this run are kept in {spare.Parameters.ArtifactsDirectory}");
            return await new ReleaseOpening(setup, spare, estate) { Abandon = Abandon }.ToUndoAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<OpenedRelease> ToUndoAsync(CancellationToken cancellationToken)
    {
        var locks = await EstateLocks.TakeReachableAsync(setup, input, estate, cancellationToken).ConfigureAwait(false);
        try
        {
            var copies = await JournalCopies.TakeOverAsync(input, estate, locks, cancellationToken).ConfigureAwait(false);
            Say(copies.Unread);
            return await ReopenAsync(ToUndo(copies), copies, locks, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await locks.GiveUpAsync().ConfigureAwait(false);
            throw;
        }
    }

    // What cannot be asked may be locked by somebody, so nothing begins; planning tells what else is wrong.
    async Task<EstateLocks> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await EstateLocks.TakeAsync(setup, input, estate, cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException exception)
        {
            _ = await PlanAsync(cancellationToken).ConfigureAwait(false);
            throw new RefusalException([new Problem(exception.Subject, $"the estate cannot be locked: {exception.Reason}")]);
        }
    }

    // What cannot be read may hold an open release, so nothing new begins; planning tells what else is wrong.
    async Task<JournalCopies> TakeOverAsync(EstateLocks locks, CancellationToken cancellationToken)
    {
        var copies = (await JournalCopies.TakeOverAsync(input, estate, locks, cancellationToken).ConfigureAwait(false)).Written();
        if (!copies.Unread.IsEmpty)
        {
            _ = await PlanAsync(cancellationToken).ConfigureAwait(false);
            throw new RefusalException(copies.Unread);
        }

        return copies;
    }

    // The way back goes by what is known here.
    void Say(ImmutableArray<Problem> unread)
    {
        foreach (var problem in unread)
        {
            setup.Output.WriteLine($"A copy of a journal cannot be read or taken over, so what is known here counts: {problem}");
        }
    }

    // Never silently an older release than the last one: a rollback that is typed twice must not go two versions back.
    ReleaseRecord ToUndo(JournalCopies copies)
    {
        var (known, id, name) = (copies.Complete(KnownReleases.Read(input)), input.Parameters.ReleaseId, input.Scope.Estate.Name);
        var open = known.FirstOrDefault(release => release.State.IsOpen);
        var record = (id is not null ? known.FirstOrDefault(release => release.Folder.Id == id) : open ?? known.FirstOrDefault(release => release.State.Outcome is not null))
            ?? throw new RefusalException([new Problem(id ?? name, "no release to undo was found in artifacts/releases", known.IsEmpty ? $"estate {name} has none here" : $"there are {string.Join(", ", known.Take(5).Select(release => release.Folder.Id))}")]);
        if (open is not null && open.Folder != record.Folder)
        {
            throw new RefusalException(ExitCode.Locked, $"Release {open.Folder.Id} is open; undo that one first: ./build.sh Rollback --estate {name} --release-id {open.Folder.Id}");
        }

        if (record.State.Outcome is ReleaseOutcome.Undone)
        {
            throw new RefusalException([new Problem(record.Folder.Id, "this release is undone already; nothing of it is left", "name an older one with --release-id to undo that")]);
        }

        Reach.Check(record, input.Parameters, estate);
        return record;
    }

    async Task<ReleaseRecord?> FindAsync(CancellationToken cancellationToken)
    {
        var known = KnownReleases.Read(input);
        if (known.IsEmpty)
        {
            return null;
        }

        var intent = await IntentAsync(cancellationToken).ConfigureAwait(false);
        if (intent is null)
        {
            // Planning says what is wrong with the images; but never beside a release that is open.
            return known.FirstOrDefault(release => release.State.IsOpen) is not { } open ? null
                : throw new RefusalException(ExitCode.Locked, $"Release {open.Folder.Id} is open, and whether this run goes on with it cannot be told: the registry has not every image of {input.Parameters.Version}, or did not answer. To go back: ./build.sh Rollback --estate {open.Plan.Estate} --release-id {open.Folder.Id}");
        }

        switch (Attachment.Decide(intent, known))
        {
            case Attachment.Resume resume:
                return resume.Release;
            case Attachment.Repeat repeat when await AgreesAsync(repeat.Release, cancellationToken).ConfigureAwait(false):
                return repeat.Release;
            case Attachment.Refused refused:
                throw new RefusalException(ExitCode.Locked, refused.Problem.ToString());
            default:
                return null;
        }
    }

    // Null when an image cannot be found: then planning says so, with everything else that is wrong.
    async Task<Intended?> IntentAsync(CancellationToken cancellationToken)
    {
        var version = input.Parameters.Version!;
        try
        {
            var images = await Task.WhenAll(input.Scope.Components.Select(async component =>
            {
                var reference = ImageReference.Parse(component.Image).With(version.Text, "");
                var manifest = await estate.Registry.FindAsync(reference, cancellationToken).ConfigureAwait(false);
                return manifest is null ? null : new PlannedImage(component.Name, reference.With(version.Text, manifest.Digest).ToString(), []);
            })).ConfigureAwait(false);
            return images.Contains(null) ? null
                : new Intended(ReleaseIntent.Of(input.Runbook, input.Scope, version, [.. images.OfType<PlannedImage>()]), version.Text, [.. images.OfType<PlannedImage>().Select(image => image.Image)]);
        }
        catch (EstateAccessException)
        {
            return null;
        }
    }

    async Task<bool> AgreesAsync(ReleaseRecord release, CancellationToken cancellationToken)
    {
        try
        {
            return await LiveAgreement.DifferenceAsync(estate, release.Plan.Steps, cancellationToken).ConfigureAwait(false) is null;
        }
        catch (EstateAccessException)
        {
            return false;
        }
    }

    // Whoever approved a plan has approved what it says of ways back; anything else that is lacking by now makes another plan.
    bool WasAccepted()
    {
        try
        {
            return input.Parameters.PlanFile is { } path && ReleaseFolder.ReadPlan(path).AcceptsNoWayBack;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Said together with what else is wrong with the plan.
            return false;
        }
    }

    void CheckPlanFile(Plan plan)
    {
        if (input.Parameters.PlanFile is not { } path)
        {
            return;
        }

        var approved = ReadPlan(path);
        var (wanted, found) = (PlanFingerprint.Of(approved), PlanFingerprint.Of(plan));
        if (wanted != found)
        {
            var different = PlanText.Of(plan).Split('\n').Except(PlanText.Of(approved).Split('\n')).Skip(1).FirstOrDefault()?.Trim();
            throw new RefusalException([new Problem("--plan-file", $"the plan is another one now: {found[..12]}, the file has {wanted[..12]}{(different is null ? "" : $"; first difference: {different}")}", "look at ./build.sh Plan and have it approved again")]);
        }
    }

    static Plan ReadPlan(string path)
    {
        try
        {
            return ReleaseFolder.ReadPlan(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new RefusalException([new Problem("--plan-file", $"{path} cannot be read: {exception.Message}", "write one with ./build.sh Plan")]);
        }
    }

    async Task<OpenedRelease> CreateAsync(Plan plan, JournalCopies copies, EstateLocks locks, CancellationToken cancellationToken)
    {
        var now = setup.Time.GetUtcNow();
        var folder = new ReleaseFolder(Path.Combine(input.Parameters.ArtifactsDirectory, ReleaseFolder.IdFor(plan.Version, now)));
        try
        {
            folder.Create(plan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException([new Problem("artifacts", $"the release's folder cannot be written: {exception.Message}", "make room or allow writing; nothing was changed")]);
        }

        var copy = new JournalCopy(estate.Keepers[0].Journals, folder.Id, plan, locks.Writer, setup.Time);
        return await OpenAsync(new ReleaseRecord(folder, plan, [], new ReleaseState()), Opened(folder, [], copy, copies), locks, cancellationToken).ConfigureAwait(false);
    }

    async Task<OpenedRelease> ReopenAsync(ReleaseRecord record, JournalCopies copies, EstateLocks locks, CancellationToken cancellationToken)
    {
        var copied = copies.Releases.FirstOrDefault(release => release.Id == record.Folder.Id);
        if (copied is not null)
        {
            copied = await TakeOverAsync(copied, locks.Leases.Token, cancellationToken).ConfigureAwait(false);
            record = copies.Unwritten.IsEmpty ? JournalCopies.Restore(input, copied).Read() ?? record : record.Folder.Merge(copied) ?? record;
        }

        var copy = copied is null ? new JournalCopy(estate.Keepers[0].Journals, record.Folder.Id, record.Plan, locks.Writer, setup.Time) : new JournalCopy(copied, locks.Writer, setup.Time);
        copy.CatchUp(record.Entries, copied?.Entries.Length ?? 0);
        return await OpenAsync(record, Opened(record.Folder, record.Entries, copy, copies), locks, cancellationToken).ConfigureAwait(false);
    }

    // Without its copy no effect is possible, which the first one would say; the way back is.
    async Task<CopiedRelease> TakeOverAsync(CopiedRelease copied, string token, CancellationToken cancellationToken)
    {
        try
        {
            return await copied.TakeOverAsync(token, cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException exception)
        {
            setup.Output.WriteLine($"The copy of the journal cannot be taken over: {exception.Message}");
            return copied;
        }
    }

    OpenedJournal Opened(ReleaseFolder folder, ImmutableArray<JournalEntry> before, JournalCopy copy, JournalCopies copies) => new(before, JournalFile.Open(folder.JournalPath), copy, copies, input.Scope.Estate.State.JournalsKept);

    async Task<OpenedRelease> OpenAsync(ReleaseRecord record, OpenedJournal journal, EstateLocks locks, CancellationToken cancellationToken)
    {
        var (folder, plan, state) = (record.Folder, record.Plan, record.State);
        var notices = estate.Notices is { } sender ? new Notices(sender, plan, state, setup.Redactor, setup.Translator) : null;
        var shown = Shown(plan, state, locks);
        var log = new ReleaseLog(new RedactingJournal(journal.Journal, setup.Redactor), state, [shown, .. notices is null ? [] : new[] { notices }], setup.Time, NullLogger.Instance);
        if (state.Opened is null)
        {
            await log.AppendAsync(new JournalEntry.ReleaseOpened(1, folder.Id, plan.Estate, plan.Version, plan.Intent, PlanFingerprint.Of(plan)) { At = log.Now }, cancellationToken).ConfigureAwait(false);
        }

        // Without an effect of its own, so it may be missing: a rollback must be possible on a full disk, too.
        await log.TryAppendAsync(new JournalEntry.RunStarted(setup.Runner.User, setup.Runner.Host, string.Join(' ', setup.Targets)) { At = log.Now }).ConfigureAwait(false);
        // A release that an older runbook planned may have had other endpoints; its way back does without.
        var isWatched = !plan.Probes.IsEmpty && estate.Prober is not null && plan.Probes.All(probe => estate.Endpoints.ContainsKey(probe.Endpoint));
        var availability = !isWatched ? null : new AvailabilityRun(plan, log, estate, setup.Time, folder.Path);
        var context = new RunContext { Plan = plan, Log = log, Availability = availability, Estate = estate, Time = setup.Time, Redactor = setup.Redactor, Directory = folder.Path, Abandon = Abandon, Fence = new Fence(locks.Leases, estate.Clusters), RunbookDirectory = Path.GetDirectoryName(input.Parameters.RunbookFile)!, EstateChangedAt = KnownReleases.Read(input).Max(release => release.State.LastChange) };
        return new OpenedRelease(folder, context, journal, locks, notices, shown as IDisposable);
    }

    IRunObserver Shown(Plan plan, ReleaseState state, EstateLocks locks) => setup.Screen is { } screen
        ? new LiveRun(plan, state, setup.Output, screen, setup.Redactor, () => locks.Leases.Trouble, setup.Time, setup.Translator)
        : new PlainRun(plan, state, setup.Output, setup.Time);
}
