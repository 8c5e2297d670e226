using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>One value of a YAML text, with its place.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Key">The key that it is the value of, or, in a list, the list's key; null at the top.</param>
internal abstract record YamlElement(Position At, YamlKey? Key)
{
    /// <summary>What it is, in words.</summary>
    public abstract string Kind { get; }

    /// <summary>A text, number, truth value or nothing.</summary>
    /// <param name="At">Where it begins.</param>
    /// <param name="Key">Its key, or its list's.</param>
    /// <param name="Text">What is written, without quotes.</param>
    /// <param name="Plain">True when it has no quotes, so that <c>1</c> is a number and <c>true</c> a truth value.</param>
    internal sealed record Scalar(Position At, YamlKey? Key, string Text, bool Plain) : YamlElement(At, Key)
    {
        /// <summary>Which kind of scalar it is, by YAML's core schema.</summary>
        public ScalarKind ScalarKind => Plain ? PlainScalar.KindOf(Text) : ScalarKind.Text;

        /// <inheritdoc/>
        public override string Kind => ScalarKind switch
        {
            ScalarKind.Nothing => "nothing",
            ScalarKind.Number => $"the number {Text}",
            ScalarKind.Truth => Text,
            _ => $"'{Text}'",
        };
    }

    /// <summary>A list.</summary>
    /// <param name="At">Where it begins.</param>
    /// <param name="Key">Its key, or its list's.</param>
    /// <param name="Items">Its items in order.</param>
    internal sealed record List(Position At, YamlKey? Key, ImmutableArray<YamlElement> Items) : YamlElement(At, Key)
    {
        /// <inheritdoc/>
        public override string Kind => "a list";
    }

    /// <summary>A map.</summary>
    /// <param name="At">Where it begins.</param>
    /// <param name="Key">Its key, or its list's.</param>
    /// <param name="InList">True for an item of a list.</param>
    /// <param name="Entries">Keys, each once, with their values, in the text's order.</param>
    internal sealed record Map(Position At, YamlKey? Key, bool InList, ImmutableArray<(YamlKey Key, YamlElement Value)> Entries) : YamlElement(At, Key)
    {
        /// <inheritdoc/>
        public override string Kind => "a map";

        /// <summary>Where the map as a whole is announced: its key, or, in a list and at the top, its beginning.</summary>
        public Position Start => Key is null || InList ? At : Key.At;

        /// <summary>The value of a key; null when it is not there.</summary>
        public YamlElement? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
    }
}
