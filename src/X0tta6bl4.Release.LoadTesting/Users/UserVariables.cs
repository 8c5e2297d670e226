using System.Collections.Immutable;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>The variables of one virtual user: what it captured, before what it drew from <c>config.variables</c> and payloads, before what
/// the flow <c>before</c> captured.</summary>
internal sealed class UserVariables : ITemplateValues
{
    readonly LoadScript script;
    readonly IReadOnlyDictionary<string, JsonElement> shared;
    readonly Dictionary<string, JsonElement> drawn = new(StringComparer.Ordinal);
    readonly Dictionary<string, JsonElement> captured = new(StringComparer.Ordinal);
    readonly Stack<LoopFrame> loops = new();
    JsonElement identifier;

    /// <summary>Draws the variables of a new user.</summary>
    /// <param name="script">The script.</param>
    /// <param name="chance">Chance.</param>
    /// <param name="rows">The user's row of each payload.</param>
    /// <param name="shared">What the flow <c>before</c> captured.</param>
    public UserVariables(LoadScript script, Chance chance, IEnumerable<ImmutableArray<JsonElement>> rows, IReadOnlyDictionary<string, JsonElement> shared)
    {
        (this.script, Chance, this.shared) = (script, chance, shared);
        foreach (var (payload, row) in script.Payloads.Zip(rows))
        {
            foreach (var (field, value) in payload.Fields.Zip(row))
            {
                drawn[field] = value;
            }
        }

        foreach (var (name, choices) in script.Variables)
        {
            drawn[name] = choices[choices.Length == 1 ? 0 : chance.Place(choices.Length)];
        }
    }

    /// <inheritdoc/>
    public Chance Chance { get; }

    /// <summary>What the user captured.</summary>
    public IReadOnlyDictionary<string, JsonElement> Captured => captured;

    /// <summary>The innermost loop that the user is in; null for none.</summary>
    public LoopFrame? Loop => loops.TryPeek(out var frame) ? frame : null;

    /// <summary>Sets a captured variable.</summary>
    public void Set(string name, JsonElement value) => captured[name] = value;

    /// <summary>Enters a loop.</summary>
    public void Enter(LoopFrame frame) => loops.Push(frame);

    /// <summary>Leaves the innermost loop.</summary>
    public void Leave() => loops.Pop();

    /// <inheritdoc/>
    public JsonElement Find(VariablePath path) => path.Root switch
    {
        "$loopCount" => Loop is { } loop ? JsonValues.Of(loop.Count) : default,
        "$loopElement" => path.Below(Loop?.Element ?? default, 1),
        "$uuid" => Identifier(),
        "$environment" => script.Environment is { } name ? JsonValues.Of(name) : default,
        "$env" or "$processEnvironment" => path.Keys.Length == 2 ? script.EnvironmentVariables.GetValueOrDefault(path.Keys[1]) : default,
        _ => path.Below(Variable(path.Root), 1),
    };

    JsonElement Variable(string name) =>
        captured.TryGetValue(name, out var value) || drawn.TryGetValue(name, out value) || shared.TryGetValue(name, out value) ? value
        : name == "target" ? JsonValues.Of(script.Base)
        : default;

    JsonElement Identifier()
    {
        if (identifier.ValueKind == JsonValueKind.Undefined)
        {
            identifier = JsonValues.Of(Chance.Identifier().ToString());
        }

        return identifier;
    }
}
