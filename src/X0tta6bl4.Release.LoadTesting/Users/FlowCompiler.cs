using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Turns flows into instructions, and numbers the script's requests.</summary>
/// <param name="target">What paths follow.</param>
internal sealed class FlowCompiler(string target)
{
    readonly ImmutableArray<StepName>.Builder names = ImmutableArray.CreateBuilder<StepName>();

    /// <summary>What the requests are called, by number.</summary>
    public ImmutableArray<StepName> Names => names.ToImmutable();

    /// <summary>The instructions of a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="scenario">What its requests are listed under.</param>
    public ImmutableArray<Instruction> Compile(ImmutableArray<FlowStep> flow, string scenario)
    {
        var code = ImmutableArray.CreateBuilder<Instruction>();
        Add(code, flow, scenario, followed: false);
        return code.ToImmutable();
    }

    /// <param name="code">Instructions so far.</param>
    /// <param name="steps">What is to be added.</param>
    /// <param name="scenario">What requests are listed under.</param>
    /// <param name="followed">True when requests may come after these steps.</param>
    void Add(ImmutableArray<Instruction>.Builder code, ImmutableArray<FlowStep> steps, string scenario, bool followed)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            switch (steps[i])
            {
                case FlowStep.Request { Step: var step }:
                    names.Add(new StepName(scenario, step.Label));
                    code.Add(new Instruction.Send(new RequestMaker(step, target, names.Count - 1, followed || steps.Skip(i + 1).Any(Sends))));
                    break;
                case FlowStep.Think { Time: var time }:
                    code.Add(new Instruction.Think(time, time.IsConstant ? TimeText.Read(time.Source) : null));
                    break;
                case FlowStep.Log { Text: var text }:
                    code.Add(new Instruction.Log(text));
                    break;
                case FlowStep.Loop loop:
                    AddLoop(code, loop, scenario);
                    break;
                default:
                    throw new InvalidOperationException($"no instruction for {steps[i].GetType().Name}");
            }
        }
    }

    void AddLoop(ImmutableArray<Instruction>.Builder code, FlowStep.Loop loop, string scenario)
    {
        var start = code.Count;
        code.Add(new Instruction.Repeat(start));
        Add(code, loop.Steps, scenario, followed: loop.Steps.Any(Sends));
        code.Add(new Instruction.Repeat(start + 1));
        code[start] = new Instruction.Enter(loop.Range, code.Count);
    }

    static bool Sends(FlowStep step) => step switch
    {
        FlowStep.Request => true,
        FlowStep.Loop loop => loop.Steps.Any(Sends),
        _ => false,
    };
}
