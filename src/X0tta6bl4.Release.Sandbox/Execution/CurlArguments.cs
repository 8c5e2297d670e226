namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>The command line of curl, as far as the containers' curl knows it.</summary>
internal sealed record CurlArguments
{
    const string Switches = "fsS";
    const string Valued = "mXHdow";

    static readonly Dictionary<string, char> Long = new(StringComparer.Ordinal)
    {
        ["--fail"] = 'f', ["--silent"] = 's', ["--show-error"] = 'S', ["--max-time"] = 'm', ["--request"] = 'X',
        ["--header"] = 'H', ["--data"] = 'd', ["--output"] = 'o', ["--write-out"] = 'w',
    };

    readonly Dictionary<char, string> options = [];

    public string? Url { get; private set; }

    /// <summary>What is wrong with the command line, or null.</summary>
    public string? Problem { get; private set; }

    public bool Has(char option) => options.ContainsKey(option);

    public string? this[char option] => options.GetValueOrDefault(option);

    public static CurlArguments Parse(IReadOnlyList<string> words)
    {
        var parsed = new CurlArguments();
        for (var i = 0; i < words.Count && parsed.Problem is null; i++)
        {
            var word = Long.TryGetValue(words[i], out var letter) ? $"-{letter}" : words[i];
            if (word.Length < 2 || word[0] != '-')
            {
                parsed.Url = word;
            }
            else
            {
                i += parsed.Take(word[1..], i + 1 < words.Count ? words[i + 1] : null);
            }
        }

        parsed.Problem ??= parsed.Url is null ? "no URL specified" : null;
        return parsed;
    }

    // Takes the letters of one word; returns how many words more were used.
    int Take(string letters, string? next)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            var letter = letters[i];
            if (Switches.Contains(letter, StringComparison.Ordinal))
            {
                options[letter] = "";
                continue;
            }

            var rest = letters[(i + 1)..];
            if (!Valued.Contains(letter, StringComparison.Ordinal) || (rest.Length == 0 && next is null))
            {
                Problem = Valued.Contains(letter, StringComparison.Ordinal) ? $"option -{letter}: requires parameter" : $"option -{letter}: is unknown";
                return 0;
            }

            options[letter] = rest.Length > 0 ? rest : next!;
            return rest.Length > 0 ? 0 : 1;
        }

        return 0;
    }
}
