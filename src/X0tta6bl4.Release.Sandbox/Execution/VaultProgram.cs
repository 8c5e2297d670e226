using System.Text.Json;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>The vault command in a server's container.</summary>
/// <param name="server">The server in the same pod.</param>
/// <param name="unseal">Opens that server.</param>
internal sealed class VaultProgram(VaultStatus server, Action unseal)
{
    const int Done = 0;
    const int Failed = 1;
    const int Sealed = 2;
    const int Unknown = 127;
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public CommandOutcome Run(string[] command)
    {
        var arguments = VaultArguments.Parse(command);
        return arguments switch
        {
            { Problem: { } problem } => new(Failed, "", $"{problem}\n"),
            { Words: ["status"] } => Status(arguments),
            { Words: ["status", .. var rest] } => new(Failed, "", $"Too many arguments (expected 0, got {rest.Length})\n"),
            { Words: ["operator", "unseal"] } => new(Failed, "", "Error asking for unseal key: the terminal is not interactive\n"),
            { Words: ["operator", "unseal", { Length: > 0 }] } => Unseal(arguments),
            { Words: ["operator", "unseal", ..] } => new(Failed, "", "Error unsealing: 'key' must be specified in request body as JSON, or 'reset' set to true\n"),
            { Words: ["version"] } => new(Done, $"Vault v{server.Version}\n", ""),
            _ => new(Unknown, "", "Usage: vault <command> [args]\n"),
        };
    }

    CommandOutcome Status(VaultArguments arguments) => Unreachable(arguments, "Error checking seal status", "GET", "seal-status")
        ?? new(server.IsSealed ? Sealed : Done, Print(arguments, server), "");

    CommandOutcome Unseal(VaultArguments arguments)
    {
        if (Unreachable(arguments, "Error unsealing", "PUT", "unseal") is { } unreachable)
        {
            return unreachable;
        }

        unseal();
        return new(Done, Print(arguments, server with { IsSealed = false }), "");
    }

    // Only the server of the own pod is within reach.
    static CommandOutcome? Unreachable(VaultArguments arguments, string what, string method, string path)
    {
        if (Uri.TryCreate(arguments.Address, UriKind.Absolute, out var address) && address is { Host: "localhost" or "127.0.0.1", Port: 8200 })
        {
            return null;
        }

        var verb = method == "GET" ? "Get" : "Put";
        return new(Failed, "", $"{what}: {verb} \"{arguments.Address}/v1/sys/{path}\": dial tcp {address?.Authority}: connect: connection refused\n");
    }

    static string Print(VaultArguments arguments, VaultStatus status) =>
        arguments.Format == "json" ? $"{VaultReport.Json(status).ToJsonString(Indented)}\n" : VaultReport.Table(status);
}
