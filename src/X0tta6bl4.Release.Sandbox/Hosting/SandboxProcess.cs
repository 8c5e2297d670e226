using System.Runtime.InteropServices;
using System.Security.Cryptography;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>The life of the process: one owner for each directory, everyone else is told where it is.</summary>
/// <param name="output">Standard output; closed when the sandbox is ready, so that nobody waits for its end.</param>
/// <param name="errors">Standard error; closed likewise.</param>
/// <param name="time">The time.</param>
internal sealed class SandboxProcess(TextWriter output, TextWriter errors, TimeProvider time)
{
    const int Done = 0;
    const int Failed = 1;
    const int BadUsage = 2;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (options, problem) = SandboxOptions.Parse(arguments);
        if (options is null)
        {
            await errors.WriteLineAsync($"{problem}\n{SandboxOptions.Usage}".AsMemory(), cancellationToken).ConfigureAwait(false);
            return BadUsage;
        }

        if (options.ListsScenarios)
        {
            foreach (var (heading, scenarios) in ScenarioTable.Groups)
            {
                var lines = scenarios.Select(s => $"  {s.Name,-24}{s.Description}");
                await output.WriteLineAsync($"{heading}\n{string.Join('\n', lines)}".AsMemory(), cancellationToken).ConfigureAwait(false);
            }

            return Done;
        }

        return await OwnOrFindAsync(options, cancellationToken).ConfigureAwait(false);
    }

    async Task<int> OwnOrFindAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var directory = new StateDirectory(options.StateDirectory);
        using var live = new LiveInstance();
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < Patience)
        {
            if (await TryOwnAsync(options, directory, cancellationToken).ConfigureAwait(false)
                || await TryJoinAsync(options, directory, live, cancellationToken).ConfigureAwait(false))
            {
                return Done;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        await errors.WriteLineAsync($"another process holds {options.StateDirectory}/lock and does not answer; end it, then try again".AsMemory(), cancellationToken).ConfigureAwait(false);
        return Failed;
    }

    // Serves until the end when no other process owns the directory.
    async Task<bool> TryOwnAsync(SandboxOptions options, StateDirectory directory, CancellationToken cancellationToken)
    {
        using var owned = directory.TryLock();
        if (owned is null)
        {
            return false;
        }

        await ServeAsync(options, directory, cancellationToken).ConfigureAwait(false);
        return true;
    }

    async Task<bool> TryJoinAsync(SandboxOptions options, StateDirectory directory, LiveInstance live, CancellationToken cancellationToken)
    {
        if (directory.ReadEstate() is not { } estate || !await live.AnswersAsync(estate, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await live.AdjustAsync(estate, options, cancellationToken).ConfigureAwait(false);
        await ReadyAsync(directory, cancellationToken).ConfigureAwait(false);
        return true;
    }

    async Task ServeAsync(SandboxOptions options, StateDirectory directory, CancellationToken cancellationToken)
    {
        Detachment.LeaveSession();
        directory.RemoveEstate();
        using var file = new StreamWriter(directory.LogFile, append: true);
        using var log = new SandboxLog(file, time);
        var chance = new Chance(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var server = await SandboxServer.StartAsync(options, time, chance, log, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, server));
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore);
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ignore);
            using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Ignore);
            log.Write($"ready, scenario {server.Estate.Scenario.Current.Name}, speed {options.Speed}");
            await ReadyAsync(directory, cancellationToken).ConfigureAwait(false);
            await output.DisposeAsync().ConfigureAwait(false);
            await errors.DisposeAsync().ConfigureAwait(false);
            Detachment.LeaveStandardStreams();
            log.Write($"stopping: {await server.Stopping.ConfigureAwait(false)}");
        }

        log.Write("stopped");
    }

    async Task ReadyAsync(StateDirectory directory, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"ready {directory.EstateFile}".AsMemory(), cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    static void Stop(PosixSignalContext signal, SandboxServer server)
    {
        signal.Cancel = true;
        server.RequestStop("SIGTERM");
    }

    // Meant for the program that started the sandbox, not for the sandbox.
    static void Ignore(PosixSignalContext signal) => signal.Cancel = true;
}
