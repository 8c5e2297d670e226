namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>Shell scripts under the names of programs that a machine may or may not have.</summary>
static class StandIns
{
    /// <summary>Writes them, without those that are null, into a folder that is a PATH by itself: nothing else is installed.</summary>
    /// <returns>The folder.</returns>
    public static string Put(string root, params (string Name, string? Script)[] programs)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "stand-ins")).FullName;
        foreach (var (name, script) in programs.Where(program => program.Script is not null))
        {
            var file = Path.Combine(folder, name);
            File.WriteAllText(file, $"#!/bin/bash\n{script}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return folder;
    }
}
