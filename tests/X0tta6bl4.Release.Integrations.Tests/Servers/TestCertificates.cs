using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace X0tta6bl4.Release.Integrations.Tests.Servers;

/// <summary>A private authority with a server's and a client's certificate, as files that last as long as a test.</summary>
sealed class TestCertificates : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("certificates-").FullName;
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestCertificates(string name = "Test authority")
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, critical: true));
        Authority = request.CreateSelfSigned(From, Until);
        AuthorityFile = Write("authority.pem", Authority.ExportCertificatePem());
        Server = Issue("localhost", "1.3.6.1.5.5.7.3.1", 2, out _, out _);
        using var client = Issue("runner", "1.3.6.1.5.5.7.3.2", 3, out var certificate, out var privateKey);
        CertificateFile = Write("client.pem", certificate);
        KeyFile = Write("client.key", privateKey);
        NoPemFile = Write("notes.txt", "not a certificate, and a word nobody may repeat: correct-horse");
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Server { get; }

    public string AuthorityFile { get; }

    public string CertificateFile { get; }

    public string KeyFile { get; }

    public string NoPemFile { get; }

    public string MissingFile => Path.Combine(folder, "missing.pem");

    static DateTimeOffset From => TimeProvider.System.GetUtcNow().AddDays(-1);

    static DateTimeOffset Until => TimeProvider.System.GetUtcNow().AddDays(1);

    public void Dispose()
    {
        Server.Dispose();
        Authority.Dispose();
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    X509Certificate2 Issue(string name, string use, byte serial, out string certificate, out string privateKey)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        using var issued = request.Create(Authority, From.AddHours(1), Until.AddHours(-1), [serial]);
        using var whole = issued.CopyWithPrivateKey(own);
        (certificate, privateKey) = (issued.ExportCertificatePem(), own.ExportPkcs8PrivateKeyPem());
        // Kestrel on Windows wants a key that has been in a PKCS #12.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
