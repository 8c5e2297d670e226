using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>Servers on loopback that clusters meet in place of others: a registry that refuses, an admission webhook that denies.</summary>
static class StandIn
{
    /// <summary>A registry whose every answer has this status and body.</summary>
    public static Task<WebApplication> RegistryAsync(int port, int status, string body) => StartAsync(port, null, async context =>
    {
        context.Response.StatusCode = context.Request.Path == "/v2/" ? StatusCodes.Status200OK : status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(context.Request.Path == "/v2/" ? "{}" : body);
    });

    /// <summary>A webhook that denies everything.</summary>
    public static Task<WebApplication> WebhookAsync(X509Certificate2 certificate, string message) => StartAsync(0, certificate, async context =>
    {
        var review = (await JsonNode.ParseAsync(context.Request.Body))!;
        var response = new JsonObject { ["uid"] = (string)review["request"]!["uid"]!, ["allowed"] = false, ["status"] = new JsonObject { ["message"] = message, ["code"] = 403 } };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(new JsonObject { ["apiVersion"] = "admission.k8s.io/v1", ["kind"] = "AdmissionReview", ["response"] = response }.ToJsonString());
    });

    /// <summary>A certificate of its own authority for 127.0.0.1.</summary>
    public static X509Certificate2 Certificate(TimeProvider time)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddDays(1));
    }

    static async Task<WebApplication> StartAsync(int port, X509Certificate2? certificate, RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
