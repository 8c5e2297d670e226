using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.SampleService;

/// <summary>What a business route answers.</summary>
/// <param name="Version">The tag of the image.</param>
/// <param name="Path">The route.</param>
sealed record Answer(string Version, string Path);

/// <summary>Its JSON, written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Answer))]
sealed partial class SampleJson : JsonSerializerContext;
