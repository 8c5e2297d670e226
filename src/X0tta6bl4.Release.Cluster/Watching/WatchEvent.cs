using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>One line of a watch.</summary>
/// <param name="Type"><c>ADDED</c>, <c>MODIFIED</c>, <c>DELETED</c>, <c>BOOKMARK</c> or <c>ERROR</c>.</param>
/// <param name="Object">The object, or the Status of an error.</param>
sealed record WatchEvent(string Type, JsonObject Object);
