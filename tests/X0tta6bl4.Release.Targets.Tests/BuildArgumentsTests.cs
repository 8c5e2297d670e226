using NukeBuild = Nuke.Common.NukeBuild;

namespace X0tta6bl4.Release.Targets.Tests;

public sealed class BuildArgumentsTests
{
    [Theory]
    [InlineData("Release --version 2.3.1")]
    [InlineData("release --Version=2.3.1 --on-failure stop")]
    [InlineData("Prepare+StagingTest --version 2.3.1 --component api-gateway cultural-agents")]
    [InlineData("--help")]
    [InlineData("Release --skip StagingTest --verbosity verbose")]
    public void What_the_build_knows_is_let_through(string line) => Assert.Equal("", Problems(line));

    [Theory]
    [InlineData("Relaese", "Relaese: there is no such target; did you mean 'Release'?")]
    [InlineData("Release --verison 2.3.1", "--verison: there is no such option; did you mean '--version'?")]
    [InlineData("Release --continue", "--continue: a release goes on from its journal")]
    [InlineData("Release+Nonsense --xyz", "Nonsense: there is no such target")]
    public void What_it_does_not_know_is_refused_with_the_nearest_name(string line, string problem) =>
        Assert.StartsWith(problem, Problems(line), StringComparison.Ordinal);

    [Fact]
    public void Every_mistake_is_named_at_once() =>
        Assert.Equal(3, Problems("Relaese Prepair --verison 2.3.1").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

    static string Problems(string line)
    {
        using var errors = new StringWriter { NewLine = "\n" };
        var code = BuildArguments.Check(typeof(SampleBuild), line.Split(' '), errors);
        Assert.Equal(errors.ToString().Length > 0 ? 2 : null, code);
        return errors.ToString();
    }

    sealed class SampleBuild : NukeBuild, ISandboxTargets, IDevelopmentTargets;
}
