using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Integrations.Registry;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Registry;

/// <summary>What tests of the registry client share.</summary>
public abstract class RegistryTest
{
    protected const string Password = "correct-horse-battery";

    internal static readonly TimeSpan LongAttempt = TimeSpan.FromHours(1);

    internal SkippingTime Time { get; } = new(TimeSpan.FromMinutes(5));

    internal static ImageReference Image { get; } = ImageReference.Parse($"{FakeImages.Repository}:2.3.1");

    protected Task<ImageManifest?> FindAsync(Uri url, ImageReference? image = null) => FindAsync(new RegistryOptions { Url = url, Limits = new HttpLimits { Attempt = LongAttempt } }, image);

    protected Task<ImageManifest?> FindWithPasswordAsync(Uri url) =>
        FindAsync(new RegistryOptions { Url = url, UserName = "ci", Password = new Secret(Password), Limits = new HttpLimits { Attempt = LongAttempt } });

    protected async Task<ImageManifest?> FindAsync(RegistryOptions options, ImageReference? image = null)
    {
        using var client = new RegistryClient(options, Time);
        return await client.FindAsync(image ?? Image, TestContext.Current.CancellationToken);
    }

    protected static async Task<EstateAccessException> FailsAsync(Func<Task> find)
    {
        var failure = await Assert.ThrowsAsync<EstateAccessException>(find);
        Assert.DoesNotContain(Password, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        return failure;
    }
}
