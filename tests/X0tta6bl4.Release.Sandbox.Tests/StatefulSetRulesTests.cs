using X0tta6bl4.Release.Sandbox.Controllers;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class StatefulSetRulesTests
{
    /// <summary>Pods as text: ordinal, <c>n</c>ew or <c>o</c>ld, then <c>-</c> for not ready or <c>x</c> for terminating. <c>+0</c> creates, <c>-0</c> deletes.</summary>
    [Theory]
    [InlineData(3, "", "+0")]
    [InlineData(3, "0n-", "")]
    [InlineData(3, "0n", "+1")]
    [InlineData(3, "0n 1n 2n", "")]
    [InlineData(3, "0n 2n", "+1")]
    [InlineData(3, "0o 1o 2o", "-2")]
    [InlineData(3, "0o 1o 2ox", "")]
    [InlineData(3, "0o 1o", "+2")]
    [InlineData(3, "0o 1o 2n-", "")]
    [InlineData(3, "0o 1o 2n", "-1")]
    [InlineData(3, "0o 1n 2n", "-0")]
    [InlineData(1, "0n 1n 2n", "-2")]
    [InlineData(1, "0n 1n 2nx", "")]
    [InlineData(1, "0n 1n- 2n-", "")]
    [InlineData(1, "0n 1n-", "-1")]
    [InlineData(1, "0n- 1n 2n", "")]
    [InlineData(0, "0n", "-0")]
    public void Pods_are_changed_in_order_one_by_one(int replicas, string pods, string actions) =>
        Assert.Equal(actions, Next(new(0, replicas, false, 0), pods));

    [Theory]
    [InlineData(3, "", "+0 +1 +2")]
    [InlineData(3, "0n-", "+1 +2")]
    [InlineData(1, "0n 1n 2n-", "-2 -1")]
    [InlineData(3, "0o 1o 2o", "-2")]
    [InlineData(3, "0o 1o 2n-", "")]
    [InlineData(3, "0o- 1o 2n", "-1")]
    public void In_parallel_pods_come_and_go_together_and_are_updated_one_by_one(int replicas, string pods, string actions) =>
        Assert.Equal(actions, Next(new(0, replicas, true, 0), pods));

    [Theory]
    [InlineData(0, "-2")]
    [InlineData(2, "-2")]
    [InlineData(3, "")]
    [InlineData(null, "")]
    public void Nothing_below_the_partition_is_updated_and_nothing_at_all_on_deletion(int? partition, string actions) =>
        Assert.Equal(actions, Next(new(0, 3, false, partition), "0o 1o 2o"));

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(2, 2, false)]
    [InlineData(0, 0, false)]
    [InlineData(null, 0, false)]
    public void A_lost_pod_below_the_partition_comes_back_as_it_was(int? partition, int ordinal, bool isAsBefore) =>
        Assert.Equal(isAsBefore, new StatefulSetRules(0, 3, false, partition).IsCreatedAsBefore(ordinal));

    [Fact]
    public void Ordinals_may_start_above_zero() => Assert.Equal("+5", Next(new(5, 2, false, 0), ""));

    static string Next(StatefulSetRules rules, string pods) => string.Join(' ', rules
        .Next([.. pods.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse)])
        .Select(a => $"{(a.IsDeletion ? '-' : '+')}{a.Ordinal}"));

    static Replica Parse(string text)
    {
        var isReady = !text.EndsWith('-');
        return new(text[0] - '0', text[1] == 'n', text.EndsWith('x'), isReady, isReady);
    }
}
