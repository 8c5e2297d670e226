using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>Runs a load in a process of its own, whose runtime is set for it, and whose garbage is not the runner's.</summary>
internal static class LoadProcess
{
    const string Subject = "the load generator";

    // An answer to the end of its input.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Settings of the runtime that work for a whole process only: completions of sockets run where they come in, idle threads do not spin, the
    /// one long loop is compiled well from the beginning, and the first generation of the heap stays small.</summary>
    static readonly Dictionary<string, string> Settings = new()
    {
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_QuickJitForLoops"] = "0",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCgen0size"] = "400000",
    };

    /// <summary>Runs an order to its end.</summary>
    /// <param name="order">The order.</param>
    /// <param name="onProgress">Called about once a second.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="EstateAccessException">The process could not be started, or died.</exception>
    public static Task<LoadReport> RunAsync(LoadOrder order, Action<LoadProgress> onProgress, CancellationToken cancellationToken) => RunAsync(order, onProgress, [], cancellationToken);

    /// <summary>The same under another command, such as one that binds it to a processor.</summary>
    /// <param name="order">The order.</param>
    /// <param name="onProgress">Called about once a second.</param>
    /// <param name="under">Words of the other command.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="EstateAccessException">The process could not be started, or died.</exception>
    public static async Task<LoadReport> RunAsync(LoadOrder order, Action<LoadProgress> onProgress, ImmutableArray<string> under, CancellationToken cancellationToken)
    {
        using var process = Start(under);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.StandardInput.WriteLineAsync(LoadJson.Line(order).AsMemory(), cancellationToken).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
            while (await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                var message = LoadJson.Read<LoadMessage>(line);
                if (message.Report is { } report)
                {
                    return report;
                }

                if (message.Trouble is { } trouble)
                {
                    throw Failed(trouble);
                }

                onProgress(message.Progress!);
            }

            throw Failed($"ended without a report: {(await errors.ConfigureAwait(false)).Trim()}");
        }
        catch (Exception broken) when (broken is IOException or JsonException)
        {
            throw Failed($"said something that cannot be read: {broken.Message}");
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the process end by itself, as it does when its input ends, and ends it when it does not.</summary>
    static async Task EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception late) when (late is IOException or OperationCanceledException)
        {
            process.Kill();
        }
    }

    static Process Start(ImmutableArray<string> under)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        ImmutableArray<string> command = [.. under, host, "exec", typeof(LoadProcess).Assembly.Location];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) ?? throw Failed("did not start");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw Failed($"did not start: {missing.Message}");
        }
    }

    static EstateAccessException Failed(string reason) => new(AccessFailure.Unknown, Subject, reason);
}
