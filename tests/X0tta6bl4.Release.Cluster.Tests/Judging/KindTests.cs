using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Judging;

namespace X0tta6bl4.Release.Cluster.Tests.Judging;

/// <summary>The judge on StatefulSets and DaemonSets, by the tables beside this file.</summary>
public sealed class KindTests
{
    static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Rows
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var kind in new[] { "StatefulSet", "DaemonSet" })
            {
                foreach (var row in new Recorded(kind).Rows)
                {
                    data.Add(kind, (string)row!["name"]!);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Verdict(string kind, string name)
    {
        var recorded = new Recorded(kind);
        var row = recorded.Rows.Single(r => (string)r!["name"]! == name)!;
        var facts = recorded.Facts(row["object"], row["pods"], row["revisions"]);
        var judgement = RolloutJudge.Judge(facts, new Expectation((long?)row["generation"] ?? 3), Zero.AddSeconds((double?)row["at"] ?? 5), new JudgeLimits());

        var reading = judgement.Reading;
        Assert.Equal((string)row["verdict"]!, $"{reading.State} {reading.Fault?.Code}".TrimEnd());
        Assert.Contains((string?)row["says"] ?? "", reading.Message, StringComparison.Ordinal);
        Assert.Equal((double?)row["again"], (judgement.LookAgain - Zero)?.TotalSeconds);
        Compare(row["counts"], [reading.Counts.Desired, reading.Counts.Updated, reading.Counts.Ready, reading.Counts.Available, reading.Counts.Total]);
        Compare(row["outdated"], [.. facts.Controller.InOrder(facts.OldPods).Select(pod => pod.Name)]);
    }

    static void Compare<T>(JsonNode? expected, T[] actual)
    {
        if (expected is JsonArray values)
        {
            Assert.Equal(values.Select(value => $"{value}"), actual.Select(value => $"{value}"));
        }
    }
}
