using System.Globalization;

namespace X0tta6bl4.Release.Sandbox.Estates;

/// <summary>Clusters beyond the estate's own three, all alike, to see how a large estate is to work with: <c>edge-01</c>, <c>edge-02</c> and so on, each with
/// Deployments <c>service-01</c>, <c>service-02</c> and so on.</summary>
/// <param name="Clusters">How many; 0 to 99.</param>
/// <param name="Workloads">Deployments in each; 0 to 99.</param>
internal sealed record EdgeFleet(int Clusters, int Workloads)
{
    const int FirstPort = 8401;
    const int Most = 99;

    /// <summary>No cluster beyond the estate's own.</summary>
    public static EdgeFleet None { get; } = new(0, 0);

    /// <summary>Reads <c>CLUSTERSxWORKLOADS</c>, such as <c>27x11</c>; null when it is nothing like that.</summary>
    public static EdgeFleet? Parse(string? text) => text?.Split('x') is [var clusters, var workloads] && Number(clusters) is { } c && Number(workloads) is { } w ? new(c, w) : null;

    public IEnumerable<ClusterRow> Rows() =>
        from cluster in Enumerable.Range(1, Clusters)
        select new ClusterRow($"edge-{cluster:00}", [EstateTable.System], [.. Enumerable.Range(1, Workloads).Select(Workload)]);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Clusters}x{Workloads}");

    static WorkloadRow Workload(int number) => new(EstateTable.System, $"service-{number:00}", 2, "cultural-agents", FirstPort + number);

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number : null;
}
