using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads load tests in the format of Artillery (YAML, and JSON, which is YAML too). What is not supported is refused, never ignored.</summary>
public static class LoadScriptReader
{
    /// <summary>Reads a script.</summary>
    /// <param name="text">The script.</param>
    /// <param name="source">Where it is from, and what it may ask for.</param>
    /// <returns>The script, or every mistake in it, as <c>FILE(LINE,COLUMN)</c>.</returns>
    public static Checked<LoadScript> Read(string text, LoadScriptSource source)
    {
        var findings = new Findings(source.FileName);
        var root = YamlText.Read(text, findings);
        var script = root is null ? null : new ScriptReader(new ScriptReading(findings, source.Environment, source.ReadVariable), source).Read(root);
        return script is not null && findings.None ? Checked.Valid(script) : Checked.Invalid<LoadScript>(findings.ToProblems());
    }
}
