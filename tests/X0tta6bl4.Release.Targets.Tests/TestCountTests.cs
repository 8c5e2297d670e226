namespace X0tta6bl4.Release.Targets.Tests;

public sealed class TestCountTests
{
    [Fact]
    public void The_summary_of_a_test_program_is_counted()
    {
        var count = TestCount.Of(["noise", "   Some.Tests  Total: 12, Errors: 1, Failed: 2, Skipped: 3, Not Run: 0, Time: 0.145s", "noise"]);

        Assert.Equal("7 passed, 3 failed, 3 skipped", count!.ToString());
    }

    [Fact]
    public void Without_a_summary_there_is_no_count() => Assert.Null(TestCount.Of(["it crashed"]));

    [Fact]
    public void Counts_are_added() => Assert.Equal("3 passed, 1 failed", (new TestCount(1, 0, 0) + new TestCount(2, 1, 0)).ToString());
}
