using X0tta6bl4.Release.Cluster.Faults;

namespace X0tta6bl4.Release.Cluster.Tests.Faults;

public sealed class FaultCatalogueTests
{
    public static TheoryData<string> Codes => [.. FaultCatalogue.All.Select(rule => rule.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_fault_says_what_it_is_when_it_dooms_what_proves_it_and_what_to_do(string code)
    {
        var rule = FaultCatalogue.All.Single(item => item.Code == code);

        Assert.Matches("^K(-[A-Z]+)+$", rule.Code);
        Assert.All(new[] { rule.Name, rule.Cause, rule.Fatal, rule.Evidence, rule.Hint }, text => Assert.True(text.Length > 5, $"{code} lacks a text"));
        Assert.EndsWith(".", rule.Cause, StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Fatal, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_about_fifty_faults_each_with_a_code_of_its_own()
    {
        Assert.Distinct(FaultCatalogue.All.Select(rule => rule.Code));
        Assert.InRange(FaultCatalogue.All.Length, 40, 80);
    }

    [Fact]
    public void The_table_has_a_line_for_each_fault()
    {
        var lines = FaultPage.Table().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(FaultCatalogue.All.Select(rule => rule.Code), lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void The_page_in_the_repository_is_what_the_code_says()
    {
        using var reader = new StreamReader(typeof(FaultCatalogueTests).Assembly.GetManifestResourceStream("FAULTS.md")!);

        Assert.True(reader.ReadToEnd() == FaultPage.Markdown(), "src/FAULTS.md is not in step with the catalogue; write it anew: ./build.sh Faults --page src/FAULTS.md");
    }

    [Fact]
    public void A_program_of_another_platform_is_named_by_the_log_that_it_leaves()
    {
        var crash = new Planning.Fault("K-CRASHLOOP", "east/shop/pod/web-1", "container web: ended 3 times", "hint", []);

        Assert.Equal("K-IMG-PLATFORM", Sharpened.By(crash, ["log web: exec /serve: exec format error"]).Code);
        Assert.Equal("K-CRASHLOOP", Sharpened.By(crash, ["event Warning BackOff: exec format error", "log web: boom"]).Code);
    }
}
