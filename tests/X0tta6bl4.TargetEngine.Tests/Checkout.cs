namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>
/// A checkout with the real build.sh and a dotnet that only writes down what it is asked for, so that the script is tested in milliseconds.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
sealed class Checkout : IDisposable
{
    const string Dotnet = """
        #!/bin/sh
        if [ "$1" = --version ]; then exit 1; fi
        if [ "$1" = build ]; then
          echo "$*" >>"$CHECKOUT/compiled"
          if [ -f "$CHECKOUT/broken" ]; then echo "Build.cs(1,1): error CS1002: ; expected"; exit 1; fi
          case "$*" in *TargetEngine=Nuke*) engine=nuke ;; *) engine=embedded ;; esac
          mkdir -p ".nuke/artifacts/$engine/bin/_build/release"
          echo compiled >".nuke/artifacts/$engine/bin/_build/release/_build.dll"
          exit 0
        fi
        echo "directory=$(pwd)"
        echo "root=$NUKE_ROOT"
        echo "sdk=$(dirname "$0")"
        echo "program=$1"
        shift
        for argument in "$@"; do echo "argument=$argument"; done
        exit "${EXIT_CODE:-0}"
        """;

    // What a download of the official install script comes to, without the network.
    const string Curl = """
        #!/bin/sh
        while [ "$1" != -o ]; do shift; done
        cat >"$2" <<'END'
        while [ "$1" != --install-dir ]; do shift; done
        mkdir -p "$2/sdk/10.0.100"
        cp "$CHECKOUT/tools/dotnet.copy" "$2/dotnet"
        echo "installed $3 $4"
        END
        """;

    static readonly string[] Tools = ["bash", "sh", "find", "mkdir", "mv", "rm", "cp", "touch", "cat", "dirname", "basename", "readlink",
        "flock", "sleep", "pwd", "grep", "sort"];

    readonly TemporaryDirectory directory = new();

    public Checkout(string sdk = "10.0.100", bool withFlock = true)
    {
        var repository = RepositoryRoot();
        File.Copy(Path.Join(repository, "build.sh"), directory["build.sh"]);
        File.Copy(Path.Join(repository, "global.json"), directory["global.json"]);
        directory.Write("build/_build.csproj", "");
        directory.Write("src/Core/Core.cs", "");
        directory.Write("src/Core/Core.md", "");
        directory.Write("tests/Core.Tests/Tests.cs", "");
        directory.Write("elsewhere/file", "");
        directory.Write($"tools/sdk/{sdk}/dotnet.dll", "");
        foreach (var tool in Tools.Where(tool => withFlock || tool != "flock"))
            Link(tool);
        WriteProgram("tools/dotnet", Dotnet);
        WriteProgram("tools/dotnet.copy", Dotnet);
        WriteProgram("tools/curl", Curl);
        foreach (var name in (string[])["NUKE_ROOT", "RELEASE_ENGINE", "DOTNET_ROOT"])
            Environment[name] = "";
        Environment["CHECKOUT"] = directory.Path;
        Environment["PATH"] = directory["tools"];
    }

    public TemporaryDirectory Files => directory;

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The calls of <c>dotnet build</c> so far.</summary>
    public IReadOnlyList<string> Compilations => File.Exists(directory["compiled"]) ? File.ReadAllLines(directory["compiled"]) : [];

    public RunningProcess Start(params string[] arguments) =>
        RunningProcess.Start("/bin/bash", [directory["build.sh"], .. arguments], directory["elsewhere"], Environment);

    public async Task<ProcessResult> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.End();
    }

    /// <summary>Changes a file after the last compilation, on any clock.</summary>
    public void Touch(string path) =>
        File.SetLastWriteTimeUtc(directory[path],
            File.GetLastWriteTimeUtc(directory[".nuke/artifacts/embedded/compiled.stamp"]).AddSeconds(1));

    public void Dispose() => directory.Dispose();

    static string RepositoryRoot()
    {
        var candidate = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(candidate, "build.sh")))
            candidate = Path.GetDirectoryName(candidate)
                ?? throw new InvalidOperationException($"No build.sh above {AppContext.BaseDirectory}.");
        return candidate;
    }

    void Link(string tool)
    {
        var path = new[] { "/usr/bin/", "/bin/" }.Select(place => place + tool).FirstOrDefault(File.Exists);
        if (path is not null)
            File.CreateSymbolicLink(directory[$"tools/{tool}"], path);
    }

    void WriteProgram(string path, string content)
    {
        directory.Write(path, content);
        File.SetUnixFileMode(directory[path], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
