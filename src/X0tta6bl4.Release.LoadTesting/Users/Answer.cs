namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status code, 100 to 999.</param>
/// <param name="Headers">Headers in the order in which they came; empty when nobody wanted them.</param>
/// <param name="Body">The body; empty when nobody wanted it, and cut at <see cref="MostBody"/>.</param>
internal readonly record struct Answer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Most bytes of a body that are kept, 8 MiB; the rest is read and dropped.</summary>
    public const int MostBody = 8 << 20;
}
