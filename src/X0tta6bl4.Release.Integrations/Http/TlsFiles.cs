using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Http;

/// <summary>As whom a client appears in TLS, and whom it trusts, by files on this machine. They are read once.</summary>
public sealed record TlsFiles
{
    /// <summary>Path of a client certificate with those that it was issued by, PEM; null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>Path of the certificate's private key, PEM and not encrypted; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Path of the certificates that a server's own must be issued by, PEM; null for those that this machine trusts.</summary>
    public string? Authority { get; init; }

    /// <summary>Reads the files.</summary>
    /// <returns>What a connection needs; null when there are no files.</returns>
    /// <exception cref="EstateAccessException">A file cannot be read, or does not hold what it should. The message names it and nothing that is in it.</exception>
    internal SslClientAuthenticationOptions? Open()
    {
        if (this is { Certificate: null, Key: null, Authority: null })
        {
            return null;
        }

        var options = new SslClientAuthenticationOptions();
        if (Certificate is { } certificate)
        {
            var (text, key) = (Text(certificate), Text(Key ?? certificate));
            // First whether there are certificates at all: what fails then is the key's fault.
            var chain = All(certificate, text);
            var own = Read(Key ?? certificate, $"the unencrypted key (PEM) of the certificate in {certificate}", () => Identity(text, key));
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, chain, offline: true);
        }

        if (Authority is { } authority)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(All(authority, Text(authority)));
        }

        return options;
    }

    // A key that was read from PEM cannot be used by TLS on Windows unless it has been in a PKCS #12 once.
    static X509Certificate2 Identity(string text, string key)
    {
        using var read = X509Certificate2.CreateFromPem(text, key);
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    static X509Certificate2Collection All(string path, string text) => Read(path, "a file of certificates (PEM)", () =>
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        return all.Count > 0 ? all : throw new CryptographicException("There is none.");
    });

    static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            var why = trouble switch
            {
                FileNotFoundException or DirectoryNotFoundException => "it does not exist",
                UnauthorizedAccessException => "this user may not, or it is a directory",
                _ => "the disk does not give it",
            };
            throw new EstateAccessException(AccessFailure.Missing, path, $"cannot be read: {why}", trouble);
        }
    }

    // The exception's own text is not repeated: it may quote what is in the file.
    static T Read<T>(string path, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception trouble) when (trouble is CryptographicException or ArgumentException)
        {
            throw new EstateAccessException(AccessFailure.Rejected, path, $"is not {what}", trouble);
        }
    }
}
