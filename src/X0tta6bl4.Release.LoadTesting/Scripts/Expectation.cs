using System.Collections.Immutable;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>What an answer must be.</summary>
internal abstract record Expectation
{
    /// <summary>Every template in it.</summary>
    public virtual IEnumerable<Template> Templates => [];

    /// <summary><c>statusCode</c> and <c>notStatusCode</c>: one of these, or none of them.</summary>
    internal sealed record Status(ImmutableArray<Template> Codes, bool Wanted) : Expectation
    {
        /// <summary>The codes, where no template is among them; null otherwise.</summary>
        public ImmutableArray<int>? Known { get; init; }

        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => Codes;
    }

    /// <summary><c>contentType</c>: the whole header, or <c>json</c> for any kind of JSON that can be read.</summary>
    internal sealed record ContentType(Template Type) : Expectation
    {
        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => [Type];
    }

    /// <summary><c>hasHeader</c>.</summary>
    internal sealed record HasHeader(Template Name) : Expectation
    {
        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => [Name];
    }

    /// <summary><c>headerEquals</c>: name and value.</summary>
    internal sealed record HeaderEquals(Template Name, Template Value) : Expectation
    {
        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => [Name, Value];
    }

    /// <summary><c>hasProperty</c> and <c>notHasProperty</c>: a path in a JSON body.</summary>
    internal sealed record Property(Template Path, bool Wanted) : Expectation
    {
        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => [Path];
    }

    /// <summary><c>equals</c>: all are the same text.</summary>
    internal sealed record Same(ImmutableArray<Template> Values) : Expectation
    {
        /// <inheritdoc/>
        public override IEnumerable<Template> Templates => Values;
    }

    /// <summary><c>matchesRegexp</c>: the body does.</summary>
    internal sealed record Matches(Regex Expression) : Expectation;
}
