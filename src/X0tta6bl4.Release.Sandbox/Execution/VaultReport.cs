using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>The state of a Vault server as the vault command prints it.</summary>
internal static class VaultReport
{
    const string BuildDate = "2024-07-05T15:19:12Z";
    const string NoTime = "0001-01-01T00:00:00Z";
    const string ClusterName = "vault-cluster-sandbox";
    static readonly string ClusterId = new Chance(Chance.Hash(ClusterName)).Uid();

    /// <summary>Two columns, four spaces apart.</summary>
    public static string Table(VaultStatus status)
    {
        var rows = Rows(status).ToList();
        var width = rows.Max(r => r.Key.Length) + 4;
        return string.Concat(rows.Prepend(("---", "-----")).Prepend(("Key", "Value")).Select(r => $"{r.Item1.PadRight(width)}{r.Item2}\n"));
    }

    public static JsonObject Json(VaultStatus status)
    {
        var json = new JsonObject
        {
            ["type"] = "shamir",
            ["initialized"] = true,
            ["sealed"] = status.IsSealed,
            ["t"] = 1,
            ["n"] = 1,
            ["progress"] = 0,
            ["nonce"] = "",
            ["version"] = status.Version,
            ["build_date"] = BuildDate,
            ["migration"] = false,
        };
        if (!status.IsSealed)
        {
            json["cluster_name"] = ClusterName;
            json["cluster_id"] = ClusterId;
        }

        json["recovery_seal"] = false;
        json["storage_type"] = Storage(status);
        json["ha_enabled"] = status.IsHighlyAvailable;
        if (status.IsHighlyAvailable && !status.IsSealed)
        {
            AddLeader(json, status);
        }

        json["active_time"] = status is { IsHighlyAvailable: true, IsSealed: false, IsActive: true, Leader.Since: { Length: > 0 } since } ? since : NoTime;
        return json;
    }

    static IEnumerable<(string Key, string Value)> Rows(VaultStatus status)
    {
        yield return ("Seal Type", "shamir");
        yield return ("Initialized", "true");
        yield return ("Sealed", status.IsSealed ? "true" : "false");
        yield return ("Total Shares", "1");
        yield return ("Threshold", "1");
        if (status.IsSealed)
        {
            yield return ("Unseal Progress", "0/1");
            yield return ("Unseal Nonce", "n/a");
        }

        yield return ("Version", status.Version);
        yield return ("Build Date", BuildDate);
        yield return ("Storage Type", Storage(status));
        if (!status.IsSealed)
        {
            yield return ("Cluster Name", ClusterName);
            yield return ("Cluster ID", ClusterId);
        }

        yield return ("HA Enabled", status.IsHighlyAvailable ? "true" : "false");
        if (!status.IsSealed && status is { IsHighlyAvailable: true, Leader: { } leader })
        {
            yield return ("HA Cluster", ClusterAddress(leader));
            yield return ("HA Mode", status.IsActive ? "active" : "standby");
            yield return status.IsActive ? ("Active Since", leader.Since) : ("Active Node Address", ApiAddress(leader));
        }
    }

    static void AddLeader(JsonObject json, VaultStatus status)
    {
        json["is_self"] = status.IsActive;
        json["leader_address"] = status.Leader is { } leader ? ApiAddress(leader) : "";
        json["leader_cluster_address"] = status.Leader is { } active ? ClusterAddress(active) : "";
    }

    static string Storage(VaultStatus status) => status.IsHighlyAvailable ? "raft" : "file";

    static string ApiAddress(VaultLeader leader) => $"http://{leader.Address}:8200";

    static string ClusterAddress(VaultLeader leader) => $"https://{leader.Pod}.vault-internal:8201";
}
