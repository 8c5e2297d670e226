using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A registry in the file.</summary>
internal static class RegistryShape
{
    static readonly Key<Credentials, string> UserName =
        new("userNameVariable", "Environment variable with the user name", Words.Variable, credentials => credentials.UserName);

    static readonly Key<Credentials, string> Password =
        new("passwordVariable", "Environment variable with the password or token", Words.Variable, credentials => credentials.Password);

    static readonly Key<RegistryEntry, Uri> Url =
        new("url", "Base URL of the registry's distribution v2 API", Words.BaseUrl, registry => registry.Url);

    static readonly OptionalKey<RegistryEntry, Credentials?> Login = new(
        "credentials",
        "Where the registry's user and password come from; without it, access is anonymous",
        new RecordShape<Credentials>("credentials", [UserName, Password], f => new Credentials(f.Of(UserName), f.Of(Password))).OrAbsent(),
        registry => registry is { UserNameVariable: { } user, PasswordVariable: { } password } ? new Credentials(user, password) : null,
        null);

    static readonly OptionalKey<RegistryEntry, string?> Mirror = new(
        "mirror",
        "Registry host that nodes pull from when an image name has no host; default: their runtime's own",
        Words.RegistryHost.OrAbsent(),
        registry => registry.Mirror,
        null);

    /// <summary>The registry.</summary>
    public static RecordShape<RegistryEntry> Shape { get; } = new("a registry", [Url, Login, Mirror], Build);

    static RegistryEntry Build(Fields<RegistryEntry> f) =>
        new(f.Of(Url), f.Of(Login)?.UserName, f.Of(Login)?.Password, f.Of(Mirror));

    sealed record Credentials(string UserName, string Password);
}
