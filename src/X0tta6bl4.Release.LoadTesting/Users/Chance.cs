using System.Buffers.Binary;

namespace X0tta6bl4.Release.LoadTesting.Users;

// The one place that touches a source of chance; it was handed in, and nothing that it chooses is a secret.
#pragma warning disable RS0030, CA5394
/// <summary>What a load script leaves to chance.</summary>
/// <param name="random">Where chance comes from; a seeded one makes a run repeatable.</param>
internal sealed class Chance(Random random)
{
    const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>A whole number from the least to the greatest, both included.</summary>
    public long Whole(long least, long greatest) => random.NextInt64(least, greatest + 1);

    /// <summary>A place in a list that is not empty.</summary>
    public int Place(int count) => random.Next(count);

    /// <summary>Letters and digits.</summary>
    public string Letters(int length) => string.Create(length, random, static (letters, source) => source.GetItems(Alphabet, letters));

    /// <summary>An identifier (UUID version 4).</summary>
    public Guid Identifier()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x0FFF) | 0x4000));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
#pragma warning restore RS0030, CA5394
