using X0tta6bl4.Release.Benchmarks;

/// <summary>Runs inside the measured program: DOTNET_STARTUP_HOOKS looks for exactly this name, without a namespace, and for Initialize.</summary>
static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (Environment.GetEnvironmentVariable(LoadedAssemblies.FileVariable) is { Length: > 0 } file)
        {
            File.WriteAllLines(file, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).Order(StringComparer.Ordinal));
        }
    };
}
