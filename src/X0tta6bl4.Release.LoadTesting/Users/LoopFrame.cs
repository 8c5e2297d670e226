using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>A loop that a user is in.</summary>
/// <param name="from">What it counts from.</param>
/// <param name="rounds">How often it goes round.</param>
/// <param name="elementAt">What <c>$loopElement</c> is in a round, counted from 0; null where it is the count.</param>
internal sealed class LoopFrame(int from, int rounds, Func<int, JsonElement>? elementAt)
{
    int round;
    JsonElement element;

    /// <summary>What <c>$loopCount</c> is.</summary>
    public int Count => from + round;

    /// <summary>What <c>$loopElement</c> is; rendered once in each round.</summary>
    public JsonElement Element
    {
        get
        {
            if (element.ValueKind == JsonValueKind.Undefined)
            {
                element = elementAt is null ? JsonValues.Of(Count) : elementAt(round);
            }

            return element;
        }
    }

    /// <summary>True while there is a round to do.</summary>
    public bool IsOn => round < rounds;

    /// <summary>Goes on to the next round.</summary>
    public void Advance() => (round, element) = (round + 1, default);
}
