using System.Globalization;

namespace Nuke.Common.CI;

/// <summary>Which share of the work this run does, where a build server spreads a target over several jobs.</summary>
public sealed class Partition
{
    /// <summary>The whole work.</summary>
    public static Partition Single { get; } = new() { Part = 1, Total = 1 };

    /// <summary>The number of this share, from 1.</summary>
    public int Part { get; init; }

    /// <summary>How many shares there are, at least 1.</summary>
    public int Total { get; init; }

    /// <summary>Whether the given share is this run's.</summary>
    /// <param name="part">The number of a share, from 1.</param>
    public bool IsIn(int part) => Total == 1 || part == Part;

    /// <summary>The elements that fall into this share, taken in turns.</summary>
    /// <typeparam name="T">The elements.</typeparam>
    /// <param name="enumerable">All elements.</param>
    public IEnumerable<T> GetCurrent<T>(IEnumerable<T> enumerable) => enumerable.Where((_, index) => index % Total == Part - 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Part}/{Total}";

    internal static bool TryParse(string text, out Partition partition)
    {
        partition = Single;
        var parts = text.Split('/');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            || part < 1 || part > total)
            return false;
        partition = new Partition { Part = part, Total = total };
        return true;
    }
}
