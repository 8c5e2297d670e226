using System.Text;
using Nuke.Common.IO;
using Nuke.Common.Output;
using Nuke.Common.Parameters;

namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>Parts of the engine that need no process.</summary>
public sealed class SmallParts
{
    [Theory]
    [InlineData("ApiKey", "--api-key", "API_KEY")]
    [InlineData("version", "--version", "VERSION")]
    [InlineData("BaseURLOfAPI", "--base-url-of-api", "BASE_URL_OF_API")]
    public void Names_are_split_at_their_humps(string name, string option, string variable)
    {
        Assert.Equal((option, variable), (ParameterNames.Option(name), ParameterNames.Variable(name)));
        Assert.Equal(ParameterNames.Key(name), ParameterNames.Key(option));
    }

    [Theory]
    [InlineData("--verison", "--version", " Did you mean --version?")]
    [InlineData("Relaese", "Release", " Did you mean Release?")]
    [InlineData("onfailure", "--on-failure", " Did you mean --on-failure?")]
    [InlineData("x", "Release", "")]
    public void A_near_name_is_suggested(string written, string name, string expected) =>
        Assert.Equal(expected, Suggestion.For(written, ["Unrelated", name]));

    [Theory]
    [InlineData(false, "\e[32mdone\e[0m\n", "wrong\n")]
    [InlineData(true, "", "done\nwrong\n")]
    public void While_standard_output_is_kept_for_a_program_all_lines_go_to_standard_error_without_colours(bool isReserved, string standard, string error)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var printed = new BuildOutput(output, errors, colours: true) { IsReserved = () => isReserved };

        printed.Line("done", Tone.Good);
        printed.ErrorLine("wrong");

        Assert.Equal((standard, error), (output.ToString(), errors.ToString()));
    }

    [Fact]
    public void Longer_secrets_are_masked_before_those_they_contain() =>
        Assert.Equal("*** and ***, line ***", new Redactor(["key", "key-of-keys", "one\ntwo"]).Redact("key-of-keys and key, line two"));

    [Fact]
    public void Values_of_a_parameters_file_are_read_as_words()
    {
        var values = ParametersFile.Parse(Encoding.UTF8.GetBytes("\uFEFF{ // comment\n \"A-b\": [1, true, \"x\"], \"c\": null, \"d\": {\"e\": [1]}, \"f\": -1.5, }"));

        Assert.Equal(["1", "true", "x"], values["ab"]);
        Assert.Equal(["-1.5"], values["f"]);
        Assert.Equal(2, values.Count);
    }

    [Fact]
    public void Paths_are_joined_by_a_slash_and_compare_by_value()
    {
        AbsolutePath path = "/a/b/../c/";

        Assert.Equal("/a/c/d.txt", path / "d.txt");
        Assert.Equal(path, path / "x" / "..");
        Assert.Equal(("c", "/a", ".txt"), (path.Name, path.Parent?.ToString(), (path / "d.txt").Extension));
        Assert.Null(AbsolutePath.Create("/").Parent);
        Assert.Throws<ArgumentException>(() => (AbsolutePath)"relative");
    }

    [Theory]
    [InlineData(0.4, "< 1sec")]
    [InlineData(61, "1:01")]
    [InlineData(7325, "122:05")]
    public void Durations_are_minutes_and_seconds(double seconds, string expected) =>
        Assert.Equal(expected, Summary.Format(TimeSpan.FromSeconds(seconds)));
}
