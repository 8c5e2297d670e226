using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Terminal;

namespace X0tta6bl4.Release.Targets;

/// <summary>Shows what was read or planned: as text for people, or as one JSON document for a program.</summary>
static class Showing
{
    /// <summary>Shows how an estate stands.</summary>
    public static void Status(SessionSetup setup, EstateStatus status)
    {
        if (setup.Json is { } json)
        {
            json.Write(StatusJson.Write(status));
        }
        else
        {
            setup.Output.Write(StatusText.Of(status, setup.Columns, setup.Translator));
        }
    }

    /// <summary>Shows a plan, and writes it to <c>artifacts</c>. A document is written last: where the files cannot be, there is none.</summary>
    /// <returns>Path of <c>plan.json</c>.</returns>
    /// <exception cref="IOException">The files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be written.</exception>
    public static string Plan(SessionSetup setup, Plan plan)
    {
        if (setup.Json is null)
        {
            setup.Output.Write(PlanText.Of(plan));
            setup.Output.WriteLine();
        }

        var path = PlanFiles.Write(setup.Request.RootDirectory, plan);
        setup.Json?.Write(PlanJson.Write(plan));
        return path;
    }
}
