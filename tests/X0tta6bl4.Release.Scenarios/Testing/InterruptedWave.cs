namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>A release in the middle of a wave of two placements: the change of one of them is on its way and gets no answer.</summary>
sealed class InterruptedWave : IAsyncDisposable
{
    public static readonly string[] Command = ["Release", "--version", "2.3.1", "--component", "cultural-agents"];

    public static readonly string[] Placements =
        ["eks-us-east-1/x0tta6bl4-system/cultural-agents", "k3s-moscow/x0tta6bl4-system/cultural-agents-moscow", "k3s-spb/x0tta6bl4-system/cultural-agents-spb"];

    readonly HoldingProxy proxy;

    public InterruptedWave(Checkout estate)
    {
        proxy = new HoldingProxy(estate.Server("k3s-moscow"), request => request.StartsWith("PATCH ", StringComparison.Ordinal) && request.Contains("/spec/template/", StringComparison.Ordinal), () => { });
        Runner = Checkout.OnSandboxOf(estate, ("k3s-moscow", proxy.Url));
        Runner.ChangeRunbook(ShortRunbook.WithoutMeasuring);
    }

    /// <summary>The checkout of the run.</summary>
    public Checkout Runner { get; }

    /// <summary>True once the cluster has had the change.</summary>
    public bool WasAnswered => proxy.WasAnswered;

    /// <summary>Starts the release; it has come that far when this returns.</summary>
    public async Task<BuildProcess> StartAsync(params string[] more)
    {
        var process = Runner.Start([.. Command, .. more]);
        await proxy.HeldAsync();
        return process;
    }

    /// <summary>Lets the cluster have the change.</summary>
    public Task<int> DeliverAsync() => proxy.DeliverAsync();

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await proxy.DisposeAsync();
    }
}
