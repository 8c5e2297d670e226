using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Helm;

/// <summary>Starts helm, and decides how long it may take.</summary>
sealed class HelmProgram(HelmOptions options, TimeProvider time)
{
    /// <summary>The most lines of a changing command that are kept.</summary>
    const int Kept = 20;

    /// <summary>Settings of the caller's shell that would lead helm elsewhere, beside all that begin with <see cref="OtherCluster"/>.</summary>
    static readonly string[] Elsewhere = ["HELM_NAMESPACE", "HELM_DRIVER", "HELM_DRIVER_SQL_CONNECTION_STRING", "HELM_DEBUG"];

    const string OtherCluster = "HELM_KUBE";

    /// <summary>Runs a command that only reads; ends it when it takes too long or is no longer wanted.</summary>
    public async Task<HelmOutput> ReadAsync(ImmutableArray<string> arguments, CancellationToken cancellationToken)
    {
        using var helm = Start(arguments, _ => { });
        using var late = new CancellationTokenSource(options.ReadLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await helm.EndAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EstateAccessException(AccessFailure.Unreachable, "helm", $"helm {arguments[0]} gave no answer in {Durations.Text(options.ReadLimit)}");
        }
        finally
        {
            helm.Stop();
        }
    }

    /// <summary>Runs a command that changes a release; never ends it, for a helm that dies in the middle leaves its release locked.</summary>
    public async Task<HelmResult> ChangeAsync(ImmutableArray<string> arguments, TimeSpan timeout, Action<string> onLine)
    {
        var last = new Queue<string>();
        var limit = timeout + options.Grace;
#pragma warning disable CA2000 // Not disposed of when it outlives its limit: its lines are still read, for a closed pipe would end it.
        var helm = Start(arguments, Keep);
#pragma warning restore CA2000
        using var late = new CancellationTokenSource(limit, time);
        try
        {
            var output = await helm.EndAsync(late.Token).ConfigureAwait(false);
            helm.Dispose();
            return new HelmResult(output.ExitCode, [.. last]);
        }
        catch (OperationCanceledException)
        {
            var pid = helm.Id.ToString(CultureInfo.InvariantCulture);
            throw new EstateAccessException(
                AccessFailure.Unknown, "helm", $"helm {arguments[0]} still runs with pid {pid} after {Durations.Text(limit)}; it is left alone, wait for its end");
        }

        void Keep(string line)
        {
            last.Enqueue(line);
            if (last.Count > Kept)
            {
                last.Dequeue();
            }

            onLine(line);
        }
    }

    RunningHelm Start(ImmutableArray<string> arguments, Action<string> onLine)
    {
        var program = Programs.Find(options.Program[0]) ?? throw Missing(null);
        ImmutableArray<string> command = [program, .. options.Program[1..], .. arguments];
        // A session of its own: Ctrl-C on the terminal must not reach a helm that is changing something.
        if (Programs.Session is { } session)
        {
            command = [session, .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => Elsewhere.Contains(n) || n.StartsWith(OtherCluster, StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        try
        {
            return RunningHelm.Start(start, onLine);
        }
        catch (Win32Exception foreign)
        {
            throw Missing(foreign);
        }
    }

    EstateAccessException Missing(Win32Exception? foreign) => new(
        AccessFailure.Missing, "helm", $"there is no program '{options.Program[0]}', or it cannot be started; install helm 3.10 or later", foreign);
}
