namespace X0tta6bl4.Release.Targets;

/// <summary>A whole release on a sandbox of its own, fresh and with an injected fault: the same stages, the same rollback, the same reports.</summary>
public static class Rehearsal
{
    /// <summary>Version that is rehearsed when none is given; the sandbox's registry has it.</summary>
    public const string DefaultVersion = "2.3.1";

    /// <summary>Runs a rehearsal to its end and stops its sandbox.</summary>
    /// <param name="setup">The process's setup; estate, directories and sandbox options are replaced.</param>
    /// <param name="scenario">Name of the scenario.</param>
    /// <exception cref="RefusalException">The release did not end with 0; the exit code is set, and is often just what was rehearsed.</exception>
    public static async Task RunAsync(SessionSetup setup, string scenario)
    {
        // A folder of its own for each: what an earlier rehearsal left open is about a sandbox that is gone.
        var name = Journaling.ReleaseFolder.IdFor(scenario.Replace(':', '-'), setup.Time.GetUtcNow());
        var temporary = Path.Combine(setup.TemporaryDirectory, "rehearsal");
        var rehearsed = setup with
        {
            TemporaryDirectory = temporary,
            SandboxOptions = ["--reset", "--scenario", scenario],
            Request = setup.Request with
            {
                ArtifactsDirectory = Path.Combine(Path.GetDirectoryName(setup.Request.ArtifactsDirectory)!, "rehearsals", name),
                Estate = "sandbox",
                EstateGiven = true,
                Version = setup.Request.Version ?? DefaultVersion,
            },
        };
        var sandbox = new SandboxProcess(Path.Combine(temporary, "sandbox"));
        await sandbox.StopAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await RunAsync(rehearsed).ConfigureAwait(false);
        }
        finally
        {
            await sandbox.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    static async Task RunAsync(SessionSetup setup)
    {
        using var session = new ReleaseSession(setup);
        try
        {
            foreach (var stage in session.Check(needsVersion: true).Runbook.Stages.Where(stage => stage.ByHand is null))
            {
                await session.StageAsync(stage.Name).ConfigureAwait(false);
            }
        }
        finally
        {
            await EndAsync(session).ConfigureAwait(false);
        }
    }

    static async Task EndAsync(ReleaseSession session)
    {
        try
        {
            if (session.RollbackIsDue)
            {
                await session.RollbackAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await session.ReportAsync().ConfigureAwait(false);
        }
    }
}
