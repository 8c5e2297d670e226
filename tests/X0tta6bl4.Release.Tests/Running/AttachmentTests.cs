using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class AttachmentTests
{
    static readonly Intended Intent = new("same", "2.3.1", ["example/gateway:2.3.1"]);
    static readonly JournalEntry Change = SampleEntries.All.OfType<JournalEntry.StepStarting>().Single();
    static readonly JournalEntry Rollback = new JournalEntry.RollbackStarted("") { At = Lab.Start };
    static readonly JournalEntry Done = new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = Lab.Start };
    static readonly JournalEntry Undone = new JournalEntry.ReleaseEnded(ReleaseOutcome.Undone) { At = Lab.Start };

    [Fact]
    public void Without_a_release_or_after_one_that_changed_nothing_a_run_has_its_own()
    {
        Assert.IsType<Attachment.Fresh>(Attachment.Decide(Intent, []));
        Assert.IsType<Attachment.Fresh>(Attachment.Decide(Intent, [Release("a", "same")]));
    }

    [Fact]
    public void An_open_release_of_the_same_intent_goes_on()
    {
        var open = Release("a", "same", Change);

        Assert.Equal(new Attachment.Resume(open), Attachment.Decide(Intent, [Release("b", "other", Change, Done), open]));
    }

    [Fact]
    public void A_done_release_of_the_same_intent_is_repeated_if_nothing_was_released_since()
    {
        var done = Release("a", "same", Change, Done);

        Assert.Equal(new Attachment.Repeat(done), Attachment.Decide(Intent, [Release("c", "same"), done]));
        Assert.IsType<Attachment.Fresh>(Attachment.Decide(Intent, [Release("b", "other", Change, Done), done]));
        Assert.IsType<Attachment.Fresh>(Attachment.Decide(Intent, [Release("b", "same", Change, Undone), done]));
    }

    [Theory]
    [InlineData("2.3.0", "example/gateway:2.3.1", "it releases 2.3.0, this run 2.3.1")]
    [InlineData("2.3.1", "example/gateway:2.3.1@other", "its images are example/gateway:2.3.1@other")]
    [InlineData("2.3.1", "example/gateway:2.3.1", "its runbook, components or clusters are others")]
    public void Another_open_release_is_named_with_the_difference_and_the_way_out(string version, string image, string difference)
    {
        var refused = Assert.IsType<Attachment.Refused>(Attachment.Decide(Intent, [Release("a", "other", [Change], version, image)]));

        Assert.Equal(
            $"a: this release is open on estate lab: {difference} (finish it with its own arguments, or undo it: ./build.sh Rollback --estate lab --release-id a)",
            refused.Problem.ToString());
    }

    [Fact]
    public void A_release_on_its_way_back_is_not_resumed_even_if_it_was_done_before()
    {
        var halfway = Attachment.Decide(Intent, [Release("a", "same", Change, Rollback)]);
        var reopened = Attachment.Decide(Intent, [Release("a", "same", Change, Done, Rollback)]);

        Assert.Contains("its rollback has begun and is not complete", Assert.IsType<Attachment.Refused>(halfway).Problem.Message, StringComparison.Ordinal);
        Assert.IsType<Attachment.Refused>(reopened);
    }

    static ReleaseRecord Release(string id, string intent, params JournalEntry[] entries) => Release(id, intent, entries, "2.3.1", "example/gateway:2.3.1");

    static ReleaseRecord Release(string id, string intent, JournalEntry[] entries, string version, string image)
    {
        var plan = new Plan { Estate = "lab", Version = version, Intent = intent, Budget = TimeSpan.FromHours(2), Images = [new PlannedImage("gateway", image, [])], Stages = [] };
        return new ReleaseRecord(new ReleaseFolder($"/releases/{id}"), plan, [.. entries], ReleaseState.Fold(entries));
    }
}
