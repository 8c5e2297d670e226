using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm;

namespace X0tta6bl4.Release.Sandbox.Tests.Helm;

public class YamlTests
{
    [Theory]
    [InlineData("""{"a": "plain", "b": "true", "c": "1.0", "d": "", "e": " x ", "f": "a: b", "g": "#no", "h": "yes", "i": "null", "j": "0x10", "k": "1e3"}""")]
    [InlineData("""{"a": "two\nlines\n", "b": "no\nend", "c": "\n", "d": " lead\nx\n", "e": "a\n\nb\n", "f": "tab\there", "g": "say \"hi\"", "h": "-", "i": "- x", "j": "a:"}""")]
    [InlineData("""{"a": [], "b": {}, "c": null, "d": [1, -2, 1.5, true, null, "x"], "e": [{"f": [{"g": {"h": 1}}], "i": 2}, {}, []], "1": {"true": 1}}""")]
    [InlineData("""{"a": "x:y", "b": "x: y", "c": "http://h/p?q=1", "d": "a #b", "e": "*a", "f": "&a", "g": "@a", "h": "%a", "i": "[x", "j": "{x", "k": "!x", "l": "Ünïcode", "m": "2026-01-01"}""")]
    public void What_is_written_reads_back_the_same(string json)
    {
        var node = (JsonObject)JsonNode.Parse(json)!;

        var read = Assert.Single(YamlReading.Documents(YamlWriting.Text(node)));

        Assert.Equal(node.ToJsonString(), read.ToJsonString());
    }

    [Fact]
    public void Later_values_go_above_earlier_ones_and_assignments_above_files()
    {
        var folder = Directory.CreateTempSubdirectory("values-test-");
        var (one, two) = (Path.Combine(folder.FullName, "1.yaml"), Path.Combine(folder.FullName, "2.yaml"));
        File.WriteAllText(one, "a: {b: 1, c: [1, 2]}\nd: old\n");
        File.WriteAllText(two, "a: {c: [3]}\nd: null\n");

        var values = ReleaseValues.Of(HelmArguments.Parse(["template", "x", "-f", one, "-f", two, "--set", "e.f=true,g=1.10,h={x,y},i\\.j=a\\,b"]));

        folder.Delete(recursive: true);
        Assert.Equal("""{"a":{"b":1,"c":[3]},"e":{"f":true},"g":1.10,"h":["x","y"],"i.j":"a,b"}""".Replace("1.10", "1.1", StringComparison.Ordinal), values.ToJsonString());
    }
}
