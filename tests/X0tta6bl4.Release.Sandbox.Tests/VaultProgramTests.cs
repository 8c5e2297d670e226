using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Execution;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class VaultProgramTests
{
    static readonly VaultStatus Active = new("vault-0", "10.0.0.1", "1.17.2", false, true, new("vault-0", "10.0.0.1", "2026-01-01T00:00:00Z"));
    static readonly VaultStatus Standby = Active with { Pod = "vault-1", Address = "10.0.0.2" };
    static readonly VaultStatus Sealed = Standby with { IsSealed = true };

    [Theory]
    [InlineData("status", 0)]
    [InlineData("status -tls-skip-verify", 0)]
    [InlineData("status -address http://127.0.0.1:8200", 0)]
    [InlineData("status -address=http://127.0.0.1:8201", 1)]
    [InlineData("status -address=http://vault.elsewhere:8200", 1)]
    [InlineData("status -format=xml", 1)]
    [InlineData("status -nonsense", 1)]
    [InlineData("status now", 1)]
    [InlineData("operator unseal", 1)]
    [InlineData("operator unseal key", 0)]
    [InlineData("operator unseal -address=http://127.0.0.1:1 key", 1)]
    [InlineData("version", 0)]
    [InlineData("kv get x", 127)]
    public void The_exit_code_tells_how_it_went(string command, int exitCode) => Assert.Equal(exitCode, Run(Active, command).ExitCode);

    [Theory]
    [InlineData("status")]
    [InlineData("status -format=json")]
    [InlineData("status --format json")]
    public void A_sealed_server_ends_the_command_with_2(string command) => Assert.Equal(2, Run(Sealed, command).ExitCode);

    [Fact]
    public void The_table_of_a_sealed_server_tells_of_keys()
    {
        var table = Run(Sealed, "status").Output;

        Assert.Equal("""
            Key                Value
            ---                -----
            Seal Type          shamir
            Initialized        true
            Sealed             true
            Total Shares       1
            Threshold          1
            Unseal Progress    0/1
            Unseal Nonce       n/a
            Version            1.17.2
            Build Date         2024-07-05T15:19:12Z
            Storage Type       raft
            HA Enabled         true

            """, table);
    }

    [Theory]
    [InlineData("Sealed                 false")]
    [InlineData("HA Mode                standby")]
    [InlineData("Active Node Address    http://10.0.0.1:8200")]
    [InlineData("HA Cluster             https://vault-0.vault-internal:8201")]
    public void The_table_of_a_standby_tells_who_is_active(string row) => Assert.Contains($"{row}\n", Run(Standby, "status").Output, StringComparison.Ordinal);

    [Fact]
    public void A_single_server_has_no_mode()
    {
        var table = Run(Active with { IsHighlyAvailable = false }, "status").Output;

        Assert.Contains("HA Enabled      false\n", table, StringComparison.Ordinal);
        Assert.DoesNotContain("HA Mode", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_same_facts()
    {
        var active = JsonNode.Parse(Run(Active, "status -format=json").Output)!;
        var standby = JsonNode.Parse(Run(Standby, "status -format=json").Output)!;
        var closed = JsonNode.Parse(Run(Sealed, "status -format=json").Output)!;

        Assert.Equal(("shamir", "1.17.2", "raft"), (active.Text("type"), active.Text("version"), active.Text("storage_type")));
        Assert.Equal((true, false, true), (active.Flag("is_self"), standby.Flag("is_self"), closed.Flag("sealed")));
        Assert.Equal("http://10.0.0.1:8200", standby.Text("leader_address"));
        Assert.True(closed.Flag("initialized") && closed.Flag("ha_enabled"));
        Assert.Null(closed.Text("cluster_id"));
    }

    [Theory]
    [InlineData("operator unseal key", true)]
    [InlineData("operator unseal", false)]
    [InlineData("status", false)]
    public void Only_a_key_unseals(string command, bool isUnsealed)
    {
        var opened = false;

        new VaultProgram(Sealed, () => opened = true).Run(command.Split(' '));

        Assert.Equal(isUnsealed, opened);
    }

    [Fact]
    public void An_empty_key_does_not_unseal() => Assert.Equal(1, new VaultProgram(Sealed, () => Assert.Fail("unsealed")).Run(["operator", "unseal", ""]).ExitCode);

    static CommandOutcome Run(VaultStatus server, string command) => new VaultProgram(server, () => { }).Run(command.Split(' '));
}
