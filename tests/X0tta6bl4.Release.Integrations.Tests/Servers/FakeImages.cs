using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace X0tta6bl4.Release.Integrations.Tests.Servers;

/// <summary>Contents of a registry with one repository, in the shapes that real registries serve.</summary>
sealed class FakeImages
{
    public const string Repository = "x0tta6bl4/api-gateway";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    readonly Dictionary<string, (byte[] Bytes, string Type)> served = [];

    /// <summary>Leaves out Docker-Content-Digest.</summary>
    public bool KeepsDigests { get; init; }

    /// <summary>Answers HEAD with this status.</summary>
    public int? HeadStatus { get; init; }

    /// <summary>Sends this in place of the content of the paths that contain the key.</summary>
    public Dictionary<string, byte[]> Instead { get; } = [];

    public static string DigestOf(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    /// <summary>Adds an image for one platform; the digests of its manifest and its configuration.</summary>
    public (string Digest, string Config) AddImage(string type, string platform, string? tag = null)
    {
        var config = Encoding.UTF8.GetBytes($$$"""{"os":"{{{platform.Split('/')[0]}}}","architecture":"{{{platform.Split('/')[1]}}}","rootfs":{"type":"layers","diff_ids":[]}}""");
        Serve($"blobs/{DigestOf(config)}", config, "application/octet-stream");
        var digest = AddManifest(type, $$$"""{"schemaVersion":2,"mediaType":"{{{type}}}","config":{"digest":"{{{DigestOf(config)}}}","size":{{{config.Length}}}},"layers":[]}""", tag);
        return (digest, DigestOf(config));
    }

    /// <summary>Adds an index; its digest.</summary>
    public string AddIndex(string type, string tag, params (string Platform, string Digest)[] entries)
    {
        var list = string.Join(",", entries.Select(entry => $$$"""{"digest":"{{{entry.Digest}}}","size":1,"platform":{"os":"{{{entry.Platform.Split('/')[0]}}}","architecture":"{{{entry.Platform.Split('/')[1]}}}"}}"""));
        return AddManifest(type, $$$"""{"schemaVersion":2,"mediaType":"{{{type}}}","manifests":[{{{list}}}]}""", tag);
    }

    public string AddManifest(string type, string json, string? tag)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Serve($"manifests/{DigestOf(bytes)}", bytes, type);
        if (tag is not null)
        {
            Serve($"manifests/{tag}", bytes, type);
        }

        return DigestOf(bytes);
    }

    /// <summary>Answers one request as a distribution server does.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Replace($"/v2/{Repository}/", "", StringComparison.Ordinal);
        var head = HttpMethods.IsHead(context.Request.Method);

        // An image of a type that was not asked for is not found, as the first runbook's curl found out.
        var accepted = context.Request.Headers.Accept.ToString();
        if (!served.TryGetValue(path, out var content) || (path.StartsWith("manifests/", StringComparison.Ordinal) && !accepted.Contains(content.Type, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsync("""{"errors":[{"code":"MANIFEST_UNKNOWN"}]}""");
            return;
        }

        if (head && HeadStatus is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        if (!KeepsDigests && path.StartsWith("manifests/", StringComparison.Ordinal))
        {
            context.Response.Headers["Docker-Content-Digest"] = DigestOf(content.Bytes);
        }

        var bytes = Instead.Where(pair => path.Contains(pair.Key, StringComparison.Ordinal)).Select(pair => pair.Value).FirstOrDefault(content.Bytes);
        context.Response.ContentType = content.Type;
        context.Response.ContentLength = bytes.Length;
        if (!head)
        {
            await context.Response.Body.WriteAsync(bytes);
        }
    }

    void Serve(string path, byte[] bytes, string type) => served[path] = (bytes, type);
}
