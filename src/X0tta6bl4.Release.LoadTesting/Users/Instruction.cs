using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>A step of a flow, ready to be done.</summary>
internal abstract record Instruction
{
    /// <summary>Send a request.</summary>
    internal sealed record Send(RequestMaker Maker) : Instruction;

    /// <summary>Pause.</summary>
    /// <param name="Time">How long, as the script says it.</param>
    /// <param name="Known">How long, when it is the same each time; null otherwise.</param>
    internal sealed record Think(Template Time, TimeSpan? Known) : Instruction;

    /// <summary>Say something.</summary>
    internal sealed record Log(Template Text) : Instruction;

    /// <summary>Enter a loop, or jump over it.</summary>
    /// <param name="Range">How often it goes round.</param>
    /// <param name="After">The instruction after it.</param>
    internal sealed record Enter(LoopRange Range, int After) : Instruction;

    /// <summary>Go round again, or leave the loop.</summary>
    /// <param name="First">The loop's first instruction.</param>
    internal sealed record Repeat(int First) : Instruction;
}
