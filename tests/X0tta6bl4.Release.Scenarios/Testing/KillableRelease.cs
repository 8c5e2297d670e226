namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>A release that can be repeated, each time on a fresh sandbox, and killed at any of its boundaries.</summary>
/// <param name="Arguments">Its command.</param>
/// <param name="ChangeRunbook">What is different in its runbook.</param>
sealed record KillableRelease(string[] Arguments, Func<string, string> ChangeRunbook)
{
    /// <summary>How many times faster than life the sandbox is.</summary>
    const int Speed = 50;

    /// <summary>Runs it to its end, and learns what it changes and how the estate is then.</summary>
    public async Task<UninterruptedRelease> LearnAsync()
    {
        await using var estate = await Checkout.WithSandboxAsync(speed: Speed);
        await using var gate = new EstateGate(estate);
        await using var runner = Runner(estate, gate);
        var run = await runner.RunAsync(Arguments);
        return run.ExitCode == 0 ? new UninterruptedRelease(this, gate.Landed, (await estate.ReadEstateAsync()).Comparable()) : throw new InvalidOperationException($"The uninterrupted release ended with {run.ExitCode}:\n{run.Text}");
    }

    /// <summary>A fresh estate with a runner that reaches it through a gate, on which the release dies at a boundary.</summary>
    public async Task<KilledRelease> KillAsync(Boundary boundary)
    {
        var estate = await Checkout.WithSandboxAsync(speed: Speed);
        var before = (await estate.ReadEstateAsync()).Lasting();
        var gate = new EstateGate(estate, boundary);
        var runner = Runner(estate, gate);
        using var process = runner.Start(Arguments);
        gate.Aim(process);
        return new KilledRelease(this, estate, gate, runner, before, await process.EndAsync());
    }

    Checkout Runner(Checkout estate, EstateGate gate)
    {
        var runner = Checkout.OnSandboxOf(estate, gate.Addresses);
        runner.ChangeRunbook(ChangeRunbook);
        return runner;
    }
}
