using System.Diagnostics;

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>Which assemblies a run of the build program loads.</summary>
static class LoadedAssemblies
{
    /// <summary>Names the file that <see cref="StartupHook"/> writes.</summary>
    public const string FileVariable = "BENCHMARK_ASSEMBLIES_FILE";

    public static async Task<IReadOnlyCollection<string>> OfAsync(string target)
    {
        var file = Path.GetTempFileName();
        var start = Checkout.Start(Checkout.Root, "dotnet", "exec", Checkout.BuildProgram, target);
        start.Environment["DOTNET_STARTUP_HOOKS"] = Checkout.OwnProgram;
        start.Environment[FileVariable] = file;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        var names = await File.ReadAllLinesAsync(file);
        File.Delete(file);
        return process.ExitCode == 0 && names.Length > 0
            ? names
            : throw new InvalidOperationException($"{target} ended with {process.ExitCode} and named {names.Length} assemblies: {errors}");
    }
}
