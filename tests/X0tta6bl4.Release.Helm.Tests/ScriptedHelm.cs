using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Helm.Tests;

/// <summary>A helm that is a shell script: it notes how it was called and prints what was recorded for the command.</summary>
sealed class ScriptedHelm : IDisposable
{
    public static readonly WorkloadReference Vault = new("east", "vault", ChartSnapshot.Kind, "vault");

    readonly string folder = Directory.CreateTempSubdirectory("helm-test-").FullName;

    public ScriptedHelm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the fake helm is a shell script");
        Write("helm", $$"""
            #!/bin/sh
            cd "{{folder}}" || exit 9
            name=$1
            for argument in "$@"; do printf '%s\n' "$argument"; done > "$name.call"
            env > "$name.env"
            cut -d' ' -f1,6 /proc/$$/stat > "$name.session"
            cat > "$name.stdin"
            [ -f "$name.script" ] && . "./$name.script"
            [ -f "$name.err" ] && cat "$name.err" >&2
            [ -f "$name.out" ] && cat "$name.out"
            [ -f "$name.code" ] && exit "$(cat "$name.code")"
            exit 0
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder, "helm"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public FakeTimeProvider Time { get; } = new();

    public string Folder => folder;

    public HelmCommand Command => new(
        new HelmOptions
        {
            Program = [Path.Combine(folder, "helm")],
            Kubeconfig = "/etc/kube/config",
            Contexts = ImmutableDictionary<string, string>.Empty.Add("east", "admin@east"),
        },
        Time);

    /// <summary>Records an answer; <paramref name="name"/> is <c>status</c>, <c>history</c> and so on.</summary>
    public ScriptedHelm On(string name, string output = "", string errors = "", int code = 0)
    {
        Write($"{name}.out", output);
        Write($"{name}.err", errors);
        Write($"{name}.code", $"{code}");
        return this;
    }

    /// <summary>Records shell commands to run first.</summary>
    public ScriptedHelm Run(string name, string script)
    {
        Write($"{name}.script", script + "\n");
        return this;
    }

    /// <summary>Lines that the script noted: <c>call</c>, <c>env</c> or <c>session</c>.</summary>
    public string[] Noted(string name, string what) => File.ReadAllLines(Path.Combine(folder, $"{name}.{what}"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
