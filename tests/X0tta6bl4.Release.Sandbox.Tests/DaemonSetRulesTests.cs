using X0tta6bl4.Release.Sandbox.Controllers;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class DaemonSetRulesTests
{
    /// <summary>Pods as text: node, <c>n</c>ew or <c>o</c>ld, then <c>-</c> for not available or <c>x</c> for terminating. <c>+a</c> creates, <c>-a</c> deletes.</summary>
    [Theory]
    [InlineData("", "+a +b +c")]
    [InlineData("an bn cn", "")]
    [InlineData("an cn", "+b")]
    [InlineData("ao bo co", "-a")]
    [InlineData("aox bo co", "")]
    [InlineData("bo co", "+a")]
    [InlineData("an- bo co", "")]
    [InlineData("an bo co", "-b")]
    [InlineData("ao bo- co", "-b")]
    [InlineData("an bn cn dn", "-d")]
    [InlineData("an an bn cn", "-a")]
    public void Every_node_has_one_pod_and_at_most_one_is_missing(string pods, string actions) =>
        Assert.Equal(actions, Next(new(["a", "b", "c"], 1), pods));

    [Theory]
    [InlineData(2, "-a -b")]
    [InlineData(null, "")]
    public void The_strategy_says_how_many_pods_may_go(int? maxUnavailable, string actions) =>
        Assert.Equal(actions, Next(new(["a", "b", "c"], maxUnavailable), "ao bo co"));

    static string Next(DaemonSetRules rules, string pods)
    {
        var actions = rules.Next([.. pods.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]);
        return string.Join(' ', [.. actions.Create.Select(n => $"+{n}"), .. actions.Delete.Select(n => $"-{n[..1]}")]);
    }

    static DaemonPod Parse(string text, int index) => new($"{text[0]}{index}", text[..1], text[1] == 'n', text.EndsWith('x'), !text.EndsWith('-'));
}
