namespace X0tta6bl4.TargetEngine.Sample;

/// <summary>Chooses one of the sample builds, so that one program serves all tests.</summary>
static class Program
{
    static int Main() => Environment.GetEnvironmentVariable("SAMPLE_BUILD") switch
    {
        "cyclic" => CyclicBuild.Start(),
        "defaultless" => DefaultlessBuild.Start(),
        "demanding" => DemandingBuild.Start(),
        _ => SampleBuild.Start(),
    };
}
