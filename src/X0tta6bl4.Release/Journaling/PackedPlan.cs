using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>A plan in few bytes: the gzipped text of <c>plan.json</c>.</summary>
static class PackedPlan
{
    public static ImmutableArray<byte> Of(Plan plan)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(PlanJson.Write(plan)));
        }

        return [.. packed.ToArray()];
    }

    /// <exception cref="InvalidDataException">The bytes are no plan.</exception>
    public static Plan Read(ImmutableArray<byte> packed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream([.. packed]), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip, Encoding.UTF8);
            return PlanJson.Read(reader.ReadToEnd());
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("the plan in it is of no format known here", exception);
        }
    }
}
