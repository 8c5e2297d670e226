namespace X0tta6bl4.TargetEngine.Sample;

enum Colour
{
    Red,
    Green,
    Blue,
}
