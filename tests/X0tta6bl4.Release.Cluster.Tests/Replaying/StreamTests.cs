using System.Text.Json.Nodes;
using CsCheck;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Tests.Judging;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Tests.Replaying;

/// <summary>The judge on whole rollouts, most of them recorded from real clusters. <c>Streams/verdicts.yaml</c> has what it must say, and when.</summary>
public sealed class StreamTests
{
    static readonly JsonObject Verdicts = (JsonObject)Table.Load("streams.yaml");

    public static TheoryData<string> Doomed => [.. RecordedStream.Names.Where(name => RecordedStream.Read(name).Code.Length > 0)];

    public static TheoryData<string> Healthy => [.. RecordedStream.Names.Where(name => RecordedStream.Read(name).Code.Length == 0)];

    public static TheoryData<string> All => [.. RecordedStream.Names];

    [Theory]
    [MemberData(nameof(Doomed))]
    public void A_fault_is_named_in_its_words_when_its_evidence_is_complete_and_not_before(string name)
    {
        var fallen = Replay.Run(RecordedStream.Read(name));
        var first = fallen.FirstOrDefault(item => item.Reading.State != RolloutState.Progressing) ?? fallen[^1];

        var expected = Verdicts[name] ?? throw new InvalidOperationException($"Streams/verdicts.yaml lacks:\n{Line(name, first)}");
        Assert.Equal((string?)expected["verdict"], Verdict(first.Reading));
        Assert.Equal((string?)expected["says"], first.Reading.Fault?.Message);
        Assert.Equal((double)expected["at"]!, first.At, 0.0005);
    }

    [Theory]
    [MemberData(nameof(Healthy))]
    public void A_rollout_that_is_fine_is_never_called_doomed_and_is_seen_to_end_well(string name)
    {
        var fallen = Replay.Run(RecordedStream.Read(name));

        Assert.DoesNotContain(fallen, item => item.Reading.State == RolloutState.Doomed);
        Assert.Equal(RolloutState.Complete, fallen[^1].Reading.State);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_order_between_objects_and_what_is_told_twice_change_no_final_verdict(string name)
    {
        var stream = RecordedStream.Read(name);
        var end = stream.Events[^1].At;
        var expected = Replay.Final(stream, stream.Events, end);

        Gen.UInt.Array[331].Sample(draws => Assert.Equal(expected, Replay.Final(stream, Interleaving.Of(stream.Events, draws), end)), iter: 25);
    }

    [Fact]
    public void Every_fault_has_a_stream_and_there_are_healthy_ones_enough()
    {
        var shown = Verdicts.Where(row => RecordedStream.Names.Contains(row.Key)).Select(row => ((string)row.Value!["verdict"]!).Split(' ')[^1]);

        Assert.Empty(FaultCatalogue.All.Select(rule => rule.Code).Except(shown));
        Assert.True(Healthy.Count >= 15, $"only {Healthy.Count} healthy streams");
    }

    static string Verdict(RolloutReading reading) => $"{reading.State} {reading.Fault?.Code}".TrimEnd();

    static string Line(string name, Fallen fallen) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{name}: {{verdict: {Verdict(fallen.Reading)}, at: {fallen.At}, says: '{fallen.Reading.Fault?.Message.Replace("'", "''", StringComparison.Ordinal)}'}}");
}
