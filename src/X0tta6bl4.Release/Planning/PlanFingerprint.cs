using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace X0tta6bl4.Release.Planning;

/// <summary>SHA-256 over what matters, as 64 lower-case hexadecimal digits.</summary>
public static class PlanFingerprint
{
    /// <summary>Fingerprint of a plan: approving it approves exactly this plan.</summary>
    public static string Of(Plan plan) => Of(JsonSerializer.Serialize(plan, PlanJson.Default.Plan));

    /// <summary>Fingerprint of texts, each ended by a character that cannot be in them.</summary>
    public static string Of(params IEnumerable<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => text + '\0')))));
}
