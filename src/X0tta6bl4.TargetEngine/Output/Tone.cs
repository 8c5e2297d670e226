namespace Nuke.Common.Output;

/// <summary>What a line means, hence its colour where there are colours.</summary>
internal enum Tone
{
    Plain,
    Faint,
    Heading,
    Good,
    Warning,
    Bad,
}
