using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>The copy of one release's journal in a cluster. It begins with the first effect. The undo of an effect is awaited; everything else is
/// sent beside the run, in order, and what could not be sent goes with what comes next.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for has nothing to dispose of.
public sealed class JournalCopy : IJournal
#pragma warning restore CA1001
{
    /// <summary>Most bytes in one link; API servers refuse objects above 1 MiB.</summary>
    public const int LinkLimit = 512 * 1024;

    /// <summary>Longest wait for an undo to be in the copy.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    const string Silence = "no answer in time";

    readonly SemaphoreSlim turn = new(1, 1);
    readonly Lock gate = new();
    readonly SortedDictionary<int, string> backlog = [];
    readonly IJournalShelf shelf;
    readonly TimeProvider time;
    readonly JournalExtract extract;
    readonly JournalWriter writer;
    JournalLink link;
    int last;
    int size;
    bool began;
    bool linked;
    string trouble = "";
    Task sending = Task.CompletedTask;

    /// <summary>Begins the copy of a release's journal.</summary>
    /// <param name="shelf">Where.</param>
    /// <param name="id">The release's identifier.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="writer">This run.</param>
    /// <param name="time">The clock.</param>
    public JournalCopy(IJournalShelf shelf, string id, Plan plan, JournalWriter writer, TimeProvider time)
    {
        (this.shelf, this.time, this.writer, extract) = (shelf, time, writer, new JournalExtract(plan));
        link = new JournalLink(JournalLink.NameOf(id, 1, writer.Token), id, plan.Estate, 1, writer.Token, PackedPlan.Of(plan), ImmutableSortedDictionary<int, string>.Empty);
        size = link.Size;
    }

    /// <summary>Continues a copy.</summary>
    /// <param name="copied">The copy, taken over by this run.</param>
    /// <param name="writer">This run.</param>
    /// <param name="time">The clock.</param>
    public JournalCopy(CopiedRelease copied, JournalWriter writer, TimeProvider time)
    {
        (shelf, this.time, this.writer, extract) = (copied.Shelf, time, writer, new JournalExtract(copied.Plan));
        link = copied.Links[^1] with { Token = writer.Token };
        (last, size, began, linked) = (copied.Links.Max(l => l.Entries.Keys.DefaultIfEmpty().Max()), link.Size, true, true);
    }

    /// <summary>The cluster that keeps it.</summary>
    public string Cluster => shelf.Cluster;

    /// <summary>True when it has begun and lacks nothing.</summary>
    public bool IsComplete
    {
        get
        {
            lock (gate)
            {
                return linked && backlog.Count == 0;
            }
        }
    }

    /// <summary>Takes over what an earlier run could not send.</summary>
    /// <param name="entries">The journal on disk.</param>
    /// <param name="known">How many of the entries that belong here are here already.</param>
    public void CatchUp(IEnumerable<JournalEntry> entries, int known)
    {
        foreach (var entry in entries.Where(extract.Holds).Skip(known))
        {
            _ = Add(entry);
        }
    }

    /// <inheritdoc/>
    public async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (!extract.Holds(entry))
        {
            return;
        }

        var number = Add(entry);
        if (JournalExtract.Precedes(entry))
        {
            await SendAsync(number, cancellationToken).ConfigureAwait(false);
        }
        else if (began && sending.IsCompleted)
        {
            sending = TryFlushAsync(CancellationToken.None);
        }
    }

    /// <summary>Sends what is left, for so long at most.</summary>
    /// <returns>What the copy lacks and why; null when it has everything.</returns>
    public async Task<string?> CompleteAsync(TimeSpan limit)
    {
        if (began)
        {
            using var late = new CancellationTokenSource(limit, time);
            await TryFlushAsync(late.Token).ConfigureAwait(false);
        }

        lock (gate)
        {
            return !began || backlog.Count == 0 ? null
                : $"The copy of the journal in {Cluster} lacks {backlog.Count} of its entries: {trouble}; the next run from here completes it";
        }
    }

    int Add(JournalEntry entry)
    {
        lock (gate)
        {
            began |= JournalExtract.Precedes(entry);
            backlog[++last] = JournalJson.Write(entry);
            return last;
        }
    }

    // An undo that is not in the copy has no effect behind it, so it is taken back. Its number stays its own: it may be written yet.
    async Task SendAsync(int number, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        if (await TryFlushAsync(either.Token).ConfigureAwait(false))
        {
            return;
        }

        lock (gate)
        {
            backlog.Remove(number);
            began = linked;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new IOException($"the undo cannot be copied to {Cluster}, so nothing is changed: {trouble}");
    }

    async Task<bool> TryFlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            trouble = Silence;
            return false;
        }

        try
        {
            while (Next() is { Count: > 0 } batch)
            {
                await WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                Sent(batch);
            }

            return true;
        }
        catch (Exception exception) when (exception is EstateAccessException or OperationCanceledException)
        {
            trouble = exception is EstateAccessException ? exception.Message : Silence;
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    // As many as fit into the link; one at least, which then has a link of its own.
    ImmutableSortedDictionary<int, string> Next()
    {
        lock (gate)
        {
            var room = Math.Max(LinkLimit - size, 0);
            var fitting = backlog.TakeWhile(entry => (room -= JournalLink.SizeOf(entry.Value)) >= 0).ToImmutableSortedDictionary();
            return fitting.Count > 0 ? fitting : backlog.Take(1).ToImmutableSortedDictionary();
        }
    }

    async Task WriteAsync(ImmutableSortedDictionary<int, string> batch, CancellationToken cancellationToken)
    {
        var length = batch.Values.Sum(JournalLink.SizeOf);
        if (!linked || size + length > LinkLimit)
        {
            await LinkAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        await shelf.AppendAsync(link.Name, link.Token, batch, cancellationToken).ConfigureAwait(false);
        size += length;
    }

    // Nothing keeps a run that lost the lock from making an object, so all but the release's opening follows once the lock is proved: appending can be kept from it.
    async Task LinkAsync(ImmutableSortedDictionary<int, string> batch, CancellationToken cancellationToken)
    {
        var next = linked ? link with { Name = JournalLink.NameOf(link.Release, link.Number + 1, writer.Token), Number = link.Number + 1, Plan = [], Entries = batch.Clear() }
            : link with { Entries = batch.Clear().Add(batch.First().Key, batch.First().Value) };
        await shelf.CreateAsync(next, cancellationToken).ConfigureAwait(false);
        await writer.ProveAsync(Cluster, cancellationToken).ConfigureAwait(false);
        (link, size, linked) = (next, next.Size, true);
    }

    void Sent(ImmutableSortedDictionary<int, string> batch)
    {
        lock (gate)
        {
            foreach (var number in batch.Keys)
            {
                backlog.Remove(number);
            }
        }
    }
}
