using System.Text.RegularExpressions;
using NukeBuild = Nuke.Common.NukeBuild;
using Target = Nuke.Common.Target;

namespace X0tta6bl4.Release.Targets.Tests;

public sealed partial class BuildArgumentsTests
{
    [Theory]
    [InlineData("Release --version 2.3.1")]
    [InlineData("release --Version=2.3.1 --on-failure stop")]
    [InlineData("Prepare+StagingTest --version 2.3.1 --component api-gateway cultural-agents")]
    [InlineData("Release --skip StagingTest --verbosity verbose")]
    public void What_the_build_knows_is_let_through(string line) => Assert.Equal("", Problems(line));

    [Theory]
    [InlineData("Relaese", "Relaese: there is no such target; did you mean 'Release'?")]
    [InlineData("Release --verison 2.3.1", "--verison: there is no such option; did you mean '--version'?")]
    [InlineData("Release --continue", "--continue: a release goes on from its journal")]
    [InlineData("Release+Nonsense --xyz", "Nonsense: there is no such target")]
    public void What_it_does_not_know_is_refused_with_the_nearest_name(string line, string problem) =>
        Assert.StartsWith(problem, Problems(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("Relaese --language ru", "Relaese: цель с таким именем не существует; может быть, 'Release'? (все цели перечисляет ./build.sh --list)\n")]
    [InlineData("Release --language=ru --verison 2.3.1", "--verison: параметр с таким именем не существует; может быть, '--version'? (все параметры показывает ./build.sh --help)\n")]
    public void In_the_language_that_is_asked_for(string line, string problem) => Assert.Equal(problem, Problems(line));

    [Fact]
    public void Every_mistake_is_named_at_once() =>
        Assert.Equal(3, Problems("Relaese Prepair --verison 2.3.1").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("Release --version 2.3.1 --Help")]
    public void Help_fits_on_one_screen(string line)
    {
        var lines = Help(typeof(WholeBuild), line).TrimEnd('\n').Split('\n');

        Assert.InRange(lines.Length, 20, 40);
        Assert.All(lines, text => Assert.InRange(text.Length, 1, 100));
    }

    [Fact]
    public void Help_has_every_target_and_every_option_of_the_build()
    {
        var words = Words().Matches(Help(typeof(WholeBuild), "--help")).Select(match => match.Value).ToHashSet();

        string[] targets = [.. Members(typeof(WholeBuild)).Where(member => member.PropertyType == typeof(Target)).Select(member => member.Name).Where(name => name != nameof(IDevelopmentTargets.Nothing))];
        string[] options = [.. Members(typeof(WholeBuild)).Where(member => member.IsDefined(typeof(Nuke.Common.ParameterAttribute), inherit: false)).Select(member => Dashed().Replace(member.Name, "-$0").ToLowerInvariant())];
        Assert.True(targets.Length > 20 && options.Length > 20);
        Assert.Empty(targets.Except(words));
        Assert.Empty(options.Select(option => "-" + option).Except(words));
    }

    [Fact]
    public void Help_of_another_build_has_what_that_build_has_and_its_own_targets()
    {
        var help = Help(typeof(OtherBuild), "--help");

        Assert.Contains("Rollback", help, StringComparison.Ordinal);
        Assert.Contains("Of this build:\n  Deploy\n", help, StringComparison.Ordinal);
        Assert.DoesNotContain("Rehearse", help, StringComparison.Ordinal);
        Assert.DoesNotContain("Develop:", help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_beside_help_is_told_first() => Assert.StartsWith("Relaese: there is no such target", Problems("Relaese --help"), StringComparison.Ordinal);

    static string Help(Type build, string line)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter();
        Assert.Equal(0, BuildArguments.Check(build, line.Split(' '), () => output, errors));
        Assert.Equal("", errors.ToString());
        return output.ToString();
    }

    static IEnumerable<System.Reflection.PropertyInfo> Members(Type build) => build.GetInterfaces().Append(build).SelectMany(type => type.GetProperties());

    static string Problems(string line)
    {
        using var errors = new StringWriter { NewLine = "\n" };
        // Of two languages the first counts, and without either it is the system's.
        var code = BuildArguments.Check(typeof(SampleBuild), [.. line.Split(' '), "--language", "en"], () => throw new InvalidOperationException("Nothing is to be shown."), errors);
        Assert.Equal(errors.ToString().Length > 0 ? 2 : null, code);
        return errors.ToString();
    }

    [GeneratedRegex("-{0,2}[A-Za-z][A-Za-z-]*")]
    private static partial Regex Words();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Dashed();

    sealed class SampleBuild : NukeBuild, ISandboxTargets, IDevelopmentTargets;

    sealed class WholeBuild : NukeBuild, ISandboxTargets, ILoadTestTargets, IDevelopmentTargets
    {
        public new Target Plan => _ => _;
    }

    sealed class OtherBuild : NukeBuild, IReleaseTargets
    {
        public Target Deploy => _ => _;
    }
}
