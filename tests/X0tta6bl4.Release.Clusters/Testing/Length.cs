namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>Leaves out what takes minutes and is shown by others in part, where CLUSTER_TEST_SHORT is set.</summary>
static class Length
{
    public static void IsLong() =>
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CLUSTER_TEST_SHORT") is { Length: > 0 }, "takes minutes, and CLUSTER_TEST_SHORT is set");
}
