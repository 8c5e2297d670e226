using System.Globalization;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>Reads the scheduler's message, such as <c>0/3 nodes are available: 1 node(s) had untolerated taint {gpu: }, 2 Insufficient cpu.</c></summary>
static class SchedulerWords
{
    static readonly (SchedulingObstacle Obstacle, string[] Words)[] Table =
    [
        (SchedulingObstacle.Volume, ["PersistentVolumeClaim", "persistentvolumeclaim", "volume node affinity", "persistent volumes to bind", "max volume count", "volume limits"]),
        (SchedulingObstacle.Affinity, ["affinity", "node selector", "topology spread"]),
        (SchedulingObstacle.Taint, ["taint", "were unschedulable"]),
        (SchedulingObstacle.Cpu, ["Insufficient cpu"]),
        (SchedulingObstacle.Memory, ["Insufficient memory"]),
        (SchedulingObstacle.Room, ["Insufficient", "Too many pods", "free ports"]),
    ];

    /// <summary>The obstacle that keeps the most nodes away.</summary>
    public static SchedulingObstacle Read(string message)
    {
        var nodes = new Dictionary<SchedulingObstacle, int>();
        foreach (var part in Reasons(message).Split(", "))
        {
            if (Array.Find(Table, row => Array.Exists(row.Words, word => part.Contains(word, StringComparison.Ordinal))) is { Words: not null } row)
            {
                nodes[row.Obstacle] = nodes.GetValueOrDefault(row.Obstacle) + Count(part);
            }
        }

        return nodes.Count == 0 ? SchedulingObstacle.Other : nodes.MaxBy(pair => pair.Value).Key;
    }

    /// <summary>Without the number of nodes in all before, and what preemption would bring behind.</summary>
    static string Reasons(string message)
    {
        var start = message.IndexOf("available: ", StringComparison.Ordinal);
        var end = message.IndexOf("preemption: ", StringComparison.Ordinal);
        return message[(start < 0 ? 0 : start + "available: ".Length)..(end > start ? end : message.Length)];
    }

    static int Count(string part)
    {
        var blank = part.TrimStart().IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && int.TryParse(part.TrimStart().AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;
    }
}
