using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Targets;

/// <summary>Writes a plan that is to be approved: <c>artifacts/plan.json</c> and <c>artifacts/plan.txt</c>.</summary>
public static class PlanFiles
{
    /// <summary>Writes both.</summary>
    /// <returns>Path of <c>plan.json</c>.</returns>
    /// <exception cref="IOException">The files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be written.</exception>
    public static string Write(string rootDirectory, Plan plan)
    {
        var folder = Directory.CreateDirectory(Path.Combine(rootDirectory, "artifacts")).FullName;
        var path = Path.Combine(folder, "plan.json");
        File.WriteAllText(path, PlanJson.Write(plan));
        File.WriteAllText(Path.Combine(folder, "plan.txt"), PlanText.Of(plan));
        return path;
    }
}
