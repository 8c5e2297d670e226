using System.Diagnostics;

namespace X0tta6bl4.Release.Benchmarks.Loads;

/// <summary>The same script by Artillery and by the product, against the same nginx: processor time for what a script asks for.</summary>
static class BesideArtillery
{
    const string Script = """
        config:
          target: TARGET
          phases: [{ duration: 10, arrivalRate: 100 }]
        scenarios: [{ flow: [{ get: { url: / } }] }]
        """;

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        if (Nginx.Program is not { } program || await VersionAsync() is not { } version)
        {
            yield return new Line("load beside Artillery", "not measured: nginx and artillery are not both installed");
            yield break;
        }

        await using var nginx = await Nginx.StartAsync(program);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Script.Replace("TARGET", nginx.Url.ToString().TrimEnd('/'), StringComparison.Ordinal));
            // Whatever has changed is compiled now, and not while it is measured.
            var build = Path.Combine(Checkout.Root, "build.sh");
            await TimedCommand.RunAsync(build, "--help");
            var theirs = await TimedCommand.RunAsync([.. Processors.First, "artillery", "run", "--quiet", file]);
            var ours = await TimedCommand.RunAsync([.. Processors.First, build, "LoadTest", "--script", file]);
            yield return Line.OfRuns($"processor for 1,000 requests of a script, Artillery {version}", [theirs.Cpu], "s");
            yield return Line.OfRuns("the same by LoadTest, all processes", [ours.Cpu], "s", theirs.Cpu / 10);
        }
        finally
        {
            File.Delete(file);
        }
    }

    static async Task<string?> VersionAsync()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("artillery", ["version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("Artillery:", StringComparison.Ordinal))?["Artillery:".Length..].Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
