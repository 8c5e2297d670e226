using System.Text;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>The page in which a journal ends has room on a full disk, too. This makes that room as small as a test wants it.</summary>
static class JournalPadding
{
    /// <summary>Appends one more entry that a run began, as long as it takes.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="room">Bytes that are left of its last page afterwards.</param>
    public static void LeaveRoom(string journal, int room)
    {
        var text = File.ReadAllText(journal);
        var began = JsonNode.Parse(text.Split('\n').Last(line => line.Contains("\"fact\":\"runStarted\"", StringComparison.Ordinal)))!;
        var length = Encoding.UTF8.GetByteCount(text) + Encoding.UTF8.GetByteCount(began.ToJsonString()) + 1;
        var page = Environment.SystemPageSize;
        began["host"] = $"{began["host"]}{new string('x', ((page - room - length) % page + page) % page)}";
        File.AppendAllText(journal, began.ToJsonString() + "\n");
    }
}
