using System.Text;

namespace X0tta6bl4.Release.Targets;

/// <summary>Standard output of the process, kept free for one document that a program reads. Whatever else is printed goes to standard error then, by either engine.</summary>
static class StandardOutput
{
    /// <summary>The switch by which the embedded engine is told; NUKE follows the console.</summary>
    const string EngineSwitch = "Nuke.Common.OutputIsReserved";

    static TextWriter? document;

#pragma warning disable RS0030 // With RequestReader the one place where the product meets the console; everything else is handed a writer.
    /// <summary>Keeps it free from now on; the earlier, the less an engine has printed.</summary>
    /// <returns>The writer of the document, the same each time.</returns>
    public static TextWriter Reserve()
    {
        if (document is null)
        {
            document = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
            Console.SetOut(Console.Error);
            AppContext.SetSwitch(EngineSwitch, isEnabled: true);
        }

        return document;
    }
#pragma warning restore RS0030
}
