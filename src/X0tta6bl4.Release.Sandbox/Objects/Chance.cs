using System.Globalization;
using System.Text;

namespace X0tta6bl4.Release.Sandbox.Objects;

/// <summary>A seeded source of chance for names, uids and choices; the same seed gives the same sequence.</summary>
internal sealed class Chance(ulong seed)
{
    const string NameLetters = "bcdfghjklmnpqrstvwxz2456789";
    ulong state = seed;

    /// <summary>The next 64 bits (SplitMix64).</summary>
    public ulong Next() => Mix(Interlocked.Add(ref state, 0x9E3779B97F4A7C15));

    public string Uid()
    {
        var high = Next();
        var low = Next();
        var text = high.ToString("x16", CultureInfo.InvariantCulture) + low.ToString("x16", CultureInfo.InvariantCulture);
        return $"{text[..8]}-{text[8..12]}-4{text[13..16]}-a{text[17..20]}-{text[20..]}";
    }

    /// <summary>A suffix as generateName makes it: letters that spell no words.</summary>
    public string Suffix(int length = 5) => Letters(Next(), length);

    public static string Letters(ulong number, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
        {
            text.Append(NameLetters[(int)(number % (ulong)NameLetters.Length)]);
            number /= (ulong)NameLetters.Length;
        }

        return text.ToString();
    }

    /// <summary>A number in [0, 1) that depends on the text alone.</summary>
    public static double Fraction(string text) => (Mix(Hash(text)) >> 11) / (double)(1UL << 53);

    /// <summary>FNV-1a, 64 bits.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return hash;
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
