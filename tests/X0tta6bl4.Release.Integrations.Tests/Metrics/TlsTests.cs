using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Integrations.Metrics;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Metrics;

/// <summary>A Prometheus that wants a client certificate, with a certificate of a private authority itself.</summary>
public sealed class TlsTests : PrometheusTest, IDisposable
{
    readonly TestCertificates certificates = new();

    TlsFiles Own => new() { Certificate = certificates.CertificateFile, Key = certificates.KeyFile, Authority = certificates.AuthorityFile };

    [Fact]
    public async Task A_client_certificate_opens_the_door()
    {
        var client = "";
        await using var server = await StartAsync(subject => client = subject);

        var answer = await QueryAsync(new PrometheusOptions { Url = server.Url, Tls = Own });

        Assert.Equal([new MetricSample("", 7)], answer.Samples);
        Assert.Equal("CN=runner", client);
    }

    [Fact]
    public async Task A_token_may_go_with_it()
    {
        await using var server = await StartAsync(_ => { });

        await QueryAsync(new PrometheusOptions { Url = server.Url, Tls = Own, Bearer = new Secret("token") });

        Assert.Equal("Bearer token", Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task Without_a_client_certificate_nothing_is_answered()
    {
        await using var server = await StartAsync(_ => { });

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(new PrometheusOptions { Url = server.Url, Tls = Own with { Certificate = null, Key = null } }));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_client_certificate_of_another_authority_opens_nothing()
    {
        using var others = new TestCertificates("Another authority");
        await using var server = await StartAsync(_ => { });

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(new PrometheusOptions { Url = server.Url, Tls = Own with { Certificate = others.CertificateFile, Key = others.KeyFile } }));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_trusted()
    {
        using var others = new TestCertificates("Another authority");
        await using var server = await StartAsync(_ => { });

        foreach (var authority in new[] { others.AuthorityFile, null })
        {
            var failure = await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(new PrometheusOptions { Url = server.Url, Tls = Own with { Authority = authority } }));
            Assert.EndsWith("TLS error: the certificate is not trusted", failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_file_that_is_missing_or_holds_something_else_is_named_and_nothing_of_it_repeated()
    {
        AssertRefused(Own with { Certificate = certificates.MissingFile }, AccessFailure.Missing, $"{certificates.MissingFile}: cannot be read: it does not exist");
        AssertRefused(Own with { Key = certificates.MissingFile }, AccessFailure.Missing, $"{certificates.MissingFile}: cannot be read: it does not exist");
        AssertRefused(Own with { Certificate = certificates.NoPemFile }, AccessFailure.Rejected, $"{certificates.NoPemFile}: is not a file of certificates (PEM)");
        AssertRefused(Own with { Key = certificates.NoPemFile }, AccessFailure.Rejected, $"{certificates.NoPemFile}: is not the unencrypted key (PEM) of the certificate in {certificates.CertificateFile}");
        AssertRefused(Own with { Authority = certificates.KeyFile }, AccessFailure.Rejected, $"{certificates.KeyFile}: is not a file of certificates (PEM)");
        using var others = new TestCertificates("Another authority");
        AssertRefused(Own with { Key = others.KeyFile }, AccessFailure.Rejected, $"{others.KeyFile}: is not the unencrypted key (PEM) of the certificate in {certificates.CertificateFile}");
    }

    public void Dispose() => certificates.Dispose();

    void AssertRefused(TlsFiles files, AccessFailure kind, string message)
    {
        var failure = Assert.Throws<EstateAccessException>(() => new PrometheusClient(new PrometheusOptions { Url = new Uri("https://prometheus.example.com"), Tls = files }, Time));

        Assert.Equal((kind, message), (failure.Kind, failure.Message));
        Assert.DoesNotContain("correct-horse", failure.ToString(), StringComparison.Ordinal);
    }

    Task<LoopbackServer> StartAsync(Action<string> onClient) => LoopbackServer.StartAsync(
        context =>
        {
            onClient(context.Connection.ClientCertificate?.Subject ?? "");
            return AnswerAsync(context, 200, Vector("""{"metric":{},"value":[0,"7"]}"""));
        },
        certificates);
}
