namespace X0tta6bl4.Release.Runbooks;

/// <summary>The image registry of an estate.</summary>
/// <param name="Url">Base URL of the distribution v2 API, for example <c>https://registry.example.com</c>.</param>
/// <param name="UserNameVariable">Environment variable with the user name; null for anonymous access.</param>
/// <param name="PasswordVariable">Environment variable with the password or token; null for anonymous access.</param>
/// <param name="Mirrors">Registry host that nodes really pull from, by the host that image references name (an empty name means references without a host).</param>
public sealed record RegistryEntry(Uri Url, string? UserNameVariable, string? PasswordVariable, string? Mirrors);
