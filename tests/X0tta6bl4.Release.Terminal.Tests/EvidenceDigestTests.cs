using System.Collections.Immutable;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class EvidenceDigestTests
{
    [Fact]
    public void Of_much_evidence_the_last_lines_of_each_kind_are_shown_in_their_order()
    {
        ImmutableArray<string> evidence =
        [
            "condition Ready=False", .. Lines("event ", 9), .. Lines("log before the restart web: ", 9), .. Lines("log web: ", 20), "left running: 3 of 3 old pods are ready",
        ];

        Assert.Equal(
            [
                "condition Ready=False", "event 6", "event 7", "event 8", "event 9",
                "log before the restart web: 6", "log before the restart web: 7", "log before the restart web: 8", "log before the restart web: 9",
                "log web: 16", "log web: 17", "log web: 18", "log web: 19", "log web: 20", "left running: 3 of 3 old pods are ready",
            ],
            EvidenceDigest.Of(evidence));
    }

    [Fact]
    public void Little_evidence_is_shown_as_it_is() =>
        Assert.Equal(["events not to be had in time", "log web: boom"], EvidenceDigest.Of(["events not to be had in time", "log web: boom"]));

    static IEnumerable<string> Lines(string start, int count) => Enumerable.Range(1, count).Select(number => $"{start}{number}");
}
