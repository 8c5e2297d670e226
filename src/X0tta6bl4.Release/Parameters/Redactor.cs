using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.Parameters;

/// <summary>Takes secrets out of whatever is written: every line for the operator and every line of a journal passes through it.</summary>
public sealed class Redactor
{
    /// <summary>Shorter values stand in too many innocent words to be taken out of texts; they are no secrets worth the name either.</summary>
    public const int LeastLength = 4;

    ImmutableArray<string> values = [];

    /// <summary>From now on this secret is taken out, as it is and as JSON writes it.</summary>
    public void Learn(Secret secret)
    {
        var value = secret.Reveal();
        if (value.Length >= LeastLength)
        {
            ImmutableInterlocked.Update(ref values, known => [.. known.Append(value).Append(JsonEncodedText.Encode(value).ToString()).Distinct().OrderByDescending(v => v.Length)]);
        }
    }

    /// <summary>The text with <c>***</c> for every secret.</summary>
    public string Clean(string text) => values.Aggregate(text, (clean, value) => clean.Replace(value, "***", StringComparison.Ordinal));
}
