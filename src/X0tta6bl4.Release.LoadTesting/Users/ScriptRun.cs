using System.Collections.Immutable;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>What all virtual users of one run of a script share. Used by one thread at a time, as are its users.</summary>
internal sealed class ScriptRun
{
    readonly LoadScript script;
    readonly ImmutableArray<ImmutableArray<Instruction>> flows;
    readonly ImmutableArray<Instruction> before;
    readonly ImmutableArray<Instruction> after;
    readonly int[] cursors;
    readonly long weights;
    IReadOnlyDictionary<string, JsonElement> shared = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Prepares a run.</summary>
    /// <param name="script">The script.</param>
    /// <param name="random">Where chance comes from; a seeded one makes a run repeatable.</param>
    public ScriptRun(LoadScript script, Random random)
    {
        this.script = script;
        Chance = new Chance(random);
        cursors = new int[script.Payloads.Length];
        weights = script.Scenarios.Sum(scenario => (long)scenario.Weight);
        var compiler = new FlowCompiler(script.Base);
        before = compiler.Compile(script.Before, "before");
        flows = [.. script.Scenarios.Select(scenario => compiler.Compile(scenario.Flow, scenario.Name))];
        after = compiler.Compile(script.After, "after");
        StepNames = compiler.Names;
        ScenarioNames = [.. script.Scenarios.Select(scenario => scenario.Name)];
    }

    /// <summary>What <c>log</c> steps say; null when nobody listens. Control characters are blanks.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>What each request is called, by <see cref="OutgoingRequest.Step"/>: those of <c>before</c>, then those of the scenarios, then those of <c>after</c>.</summary>
    public ImmutableArray<StepName> StepNames { get; }

    /// <summary>Names of the scenarios, by <see cref="VirtualUser.Scenario"/>.</summary>
    public ImmutableArray<string> ScenarioNames { get; }

    /// <summary>Chance.</summary>
    public Chance Chance { get; }

    /// <summary>A user of a scenario that is chosen by chance and weight.</summary>
    public VirtualUser NewUser()
    {
        var scenario = PickScenario();
        return new VirtualUser(this, scenario, flows[scenario]);
    }

    /// <summary>The user that goes before all others; null when the script has no such flow. What it captures is every later user's.</summary>
    public VirtualUser? BeforeUser() => before.IsEmpty ? null : new VirtualUser(this, VirtualUser.NoScenario, before) { Shares = true };

    /// <summary>The user that goes after all others; null when the script has no such flow.</summary>
    public VirtualUser? AfterUser() => after.IsEmpty ? null : new VirtualUser(this, VirtualUser.NoScenario, after);

    /// <summary>Variables of a new user.</summary>
    /// <param name="alone">True for the user before or after all others: it takes no one's row away.</param>
    public UserVariables Draw(bool alone) => new(script, Chance, script.Payloads.Select((payload, index) => alone && payload.InSequence ? payload.Rows[0] : Row(payload, index)), shared);

    /// <summary>Keeps what the first user captured for all later ones.</summary>
    public void Share(IReadOnlyDictionary<string, JsonElement> captured) => shared = captured;

    ImmutableArray<JsonElement> Row(Payload payload, int index)
    {
        if (!payload.InSequence)
        {
            return payload.Rows[Chance.Place(payload.Rows.Length)];
        }

        var row = payload.Rows[cursors[index]];
        cursors[index] = (cursors[index] + 1) % payload.Rows.Length;
        return row;
    }

    int PickScenario()
    {
        if (flows.Length == 1)
        {
            return 0;
        }

        var drawn = Chance.Whole(0, weights - 1);
        for (var i = 0; ; i++)
        {
            drawn -= script.Scenarios[i].Weight;
            if (drawn < 0)
            {
                return i;
            }
        }
    }
}
