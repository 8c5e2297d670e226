using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Tests.Parameters;

public sealed class ParameterReaderTests
{
    static readonly ReleaseRequest Request = new() { RootDirectory = "/checkout", ArtifactsDirectory = "/checkout/artifacts/releases", Version = "2.3.1", Estate = "sandbox" };

    [Fact]
    public void A_good_request_has_the_defaults_of_the_command_line()
    {
        var parameters = ParameterReader.Read(Request, needsVersion: true).Value;

        Assert.NotNull(parameters);
        Assert.Equal(new ReleaseVersion("2.3.1"), parameters.Version);
        Assert.Equal((FailurePolicy.Rollback, SignalPolicy.Stop), (parameters.OnFailure, parameters.OnSignal));
        Assert.Equal(Path.Combine("/checkout", "build", "runbook.yaml"), parameters.RunbookFile);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var problems = ParameterReader.Read(Request with { Version = "banana", Estate = null, OnFailure = "panic", OnSignal = "1" }, needsVersion: true).Problems;

        Assert.Equal(
            [
                "--version: 'banana' is no version; wanted is MAJOR.MINOR.PATCH (for example --version 2.3.1)",
                "--estate: is missing: which estate is to be touched? (for example --estate production)",
                "--on-failure: 'panic' is not allowed; it is rollback or stop",
                "--on-signal: '1' is not allowed; it is stop or rollback",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("rollback,stop")]
    [InlineData("")]
    [InlineData("0")]
    public void Only_one_of_the_words_is_a_choice(string text) =>
        Assert.Equal("--on-failure", ParameterReader.Read(Request with { OnFailure = text }, needsVersion: true).Problems.Single().Where);

    [Theory]
    [InlineData("5", 0.05)]
    [InlineData("0.1", 0.001)]
    [InlineData("5%", 0.05)]
    [InlineData("0", 0)]
    [InlineData("100", 1)]
    public void A_threshold_of_errors_is_a_number_of_percent(string text, double share) =>
        Assert.Equal(share, ParameterReader.Read(Request with { ErrorThreshold = text }, needsVersion: true).Value?.ErrorThreshold);

    [Theory]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("five")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    public void Any_other_threshold_is_refused(string text) =>
        Assert.Equal($"--error-threshold: '{text}' is no share of errors; wanted is a number of percent, 0 to 100 (for example --error-threshold 5)", ParameterReader.Read(Request with { ErrorThreshold = text }, needsVersion: true).Problems.Single().ToString());

    [Theory]
    [InlineData(null, null)]
    [InlineData("2m", 120)]
    [InlineData("48h", 172_800)]
    public void How_long_to_watch_is_a_duration(string? text, int? seconds) =>
        Assert.Equal(seconds, ParameterReader.Read(Request with { For = text }, needsVersion: false).Value!.WatchFor?.TotalSeconds);

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("two days")]
    [InlineData("48")]
    public void Any_other_length_is_refused(string text) =>
        Assert.Equal($"--for: '{text}' is no time; wanted are hours, minutes and seconds above zero, such as 2m, 1h30m or 48h (for example --for 48h)", ParameterReader.Read(Request with { For = text }, needsVersion: false).Problems.Single().ToString());

    [Fact]
    public void The_case_of_a_choice_does_not_matter() =>
        Assert.Equal(FailurePolicy.Stop, ParameterReader.Read(Request with { OnFailure = "STOP" }, needsVersion: true).Value?.OnFailure);

    [Fact]
    public void A_runner_of_a_server_must_be_told_the_estate()
    {
        var byDefault = ParameterReader.Read(Request with { OnServer = true }, needsVersion: true);
        var given = ParameterReader.Read(Request with { OnServer = true, EstateGiven = true }, needsVersion: true);

        Assert.Equal("--estate: must be given on a CI runner; the default of .nuke/parameters.json is for laptops (add --estate sandbox, or another estate of the runbook)", Assert.Single(byDefault.Problems).ToString());
        Assert.True(given.IsValid);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_version_is_needed_only_by_targets_that_release(bool needed, bool valid) =>
        Assert.Equal(valid, ParameterReader.Read(Request with { Version = null }, needed).IsValid);
}
