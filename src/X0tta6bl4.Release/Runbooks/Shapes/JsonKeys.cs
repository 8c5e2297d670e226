using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>The key with which a check says what JSON it expects.</summary>
internal static class JsonKeys
{
    static readonly MappedShape<ImmutableArray<Named<string>>, ImmutableArray<JsonExpectation>> Expectations = new(
        new NamedShape<string>(Words.JsonPointer, Words.Argument, "a map of JSON pointers and values", least: 0),
        names => [.. names.Select(name => new JsonExpectation(name.Name, name.Value))],
        expectations => [.. expectations.Select(expectation => new Named<string>(expectation.Pointer, expectation.Value))]);

    /// <summary>The key.</summary>
    /// <param name="what">What holds the JSON.</param>
    /// <param name="from">Takes the expectations from the record.</param>
    public static OptionalKey<T, ImmutableArray<JsonExpectation>> Of<T>(string what, Func<T, ImmutableArray<JsonExpectation>> from) =>
        new("json", $"What {what} must hold as JSON: pointers and values; \"*\" is any value but null", Expectations, from, []);
}
