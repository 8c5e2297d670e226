using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class ChartValuesTests
{
    [Theory]
    [InlineData("a: 1\nb: {c: [x, 2.50, true]}", """{"b":{"c":["x",2.5,true]},"a":1}""")]
    [InlineData("a: 1.0", """{"a":1}""")]
    [InlineData("a: 1e3", """{"a":1000}""")]
    [InlineData("a: \"1\"", """{"a":"1"}""")]
    [InlineData("a: ~\nb: x", """{"b":"x"}""")]
    [InlineData("base: &b {x: y}\ncopy: *b", """{"base":{"x":"y"},"copy":{"x":"y"}}""")]
    [InlineData("", "{}")]
    [InlineData("# nothing but words\n", "{}")]
    public void Values_are_the_same_however_they_are_written(string yaml, string json) =>
        Assert.Equal(ChartValues.HashOf(JsonNode.Parse(json)!.AsObject()), ChartValues.Read("/v.yaml", "v.yaml", yaml).Value!.Hash);

    [Theory]
    [InlineData("a: 1", """{"a":"1"}""")]
    [InlineData("a: yes", """{"a":true}""")]
    [InlineData("a: [1, 2]", """{"a":[2,1]}""")]
    public void Other_values_are_others(string yaml, string json) =>
        Assert.NotEqual(ChartValues.HashOf(JsonNode.Parse(json)!.AsObject()), ChartValues.Read("/v.yaml", "v.yaml", yaml).Value!.Hash);

    [Theory]
    [InlineData("- a", "v.yaml: values are a map of keys and values")]
    [InlineData("a: [", "v.yaml(")]
    public void What_is_no_map_is_said_with_its_place(string yaml, string problem) =>
        Assert.StartsWith(problem, ChartValues.Read("/v.yaml", "v.yaml", yaml).Problems.Single().ToString(), StringComparison.Ordinal);
}
