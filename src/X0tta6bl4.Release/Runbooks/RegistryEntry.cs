namespace X0tta6bl4.Release.Runbooks;

/// <summary>The image registry of an estate.</summary>
/// <param name="Url">Base URL of the distribution v2 API, for example <c>https://registry.example.com</c>.</param>
/// <param name="UserNameVariable">Environment variable with the user name; null for anonymous access.</param>
/// <param name="PasswordVariable">Environment variable with the password or token; null for anonymous access.</param>
/// <param name="Mirror">Registry host that nodes pull from when an image reference names no host; null when they ask their runtime's default.</param>
public sealed record RegistryEntry(Uri Url, string? UserNameVariable, string? PasswordVariable, string? Mirror);
