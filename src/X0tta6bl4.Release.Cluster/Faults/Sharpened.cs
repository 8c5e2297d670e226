using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Names a fault better by what its evidence says. Newer runtimes start a program of another platform, and only its log tells why it ends.</summary>
static class Sharpened
{
    const string OtherPlatform = "exec format error";

    /// <summary>The fault with its evidence.</summary>
    public static Fault By(Fault fault, ImmutableArray<string> evidence) =>
        fault.Code is "K-CRASHLOOP" or "K-INIT" or "K-SIDECAR" && evidence.Any(line => line.StartsWith("log", StringComparison.Ordinal) && line.Contains(OtherPlatform, StringComparison.Ordinal))
            ? fault with { Code = Platform.Code, Hint = Platform.Hint, Message = $"{fault.Message}; its log says: {OtherPlatform}", Evidence = evidence }
            : fault with { Evidence = evidence };

    static FaultRule Platform { get; } = FaultCatalogue.Rules.Single(rule => rule.Code == "K-IMG-PLATFORM");
}
