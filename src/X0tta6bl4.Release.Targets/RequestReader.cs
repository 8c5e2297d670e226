using System.Security.Cryptography;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Terminal;

namespace X0tta6bl4.Release.Targets;

/// <summary>Reads what the operator asked for from the build: the only place that looks at command line and environment.</summary>
static class RequestReader
{
    // What a window of fewer columns shows, or one that does not know its size, is nobody's to read.
    const int LeastColumns = 40;

    public static SessionSetup Read(IReleaseTargets build)
    {
        string root = build.RootDirectory;
        var redactor = new Redactor();
        var json = build.Json ? StandardOutput.Reserve() : null;
        var translator = Language(build);
        var (output, screen, columns) = json is null ? OpenTerminal(build.IsServerBuild) : (ErrorOutput, null, int.MaxValue);
        return new SessionSetup
        {
            Request = new ReleaseRequest
            {
                RootDirectory = root,
                ArtifactsDirectory = Path.Combine(root, "artifacts", "releases"),
                Version = build.Version,
                Estate = build.Estate,
                EstateGiven = IsGiven("estate"),
                OnServer = build.IsServerBuild,
                Components = [.. build.Component ?? []],
                Without = [.. build.Without ?? []],
                OnFailure = build.OnFailure,
                OnSignal = build.OnSignal,
                ErrorThreshold = build.ErrorThreshold,
                For = build.For,
                AcceptNoWayBack = build.AcceptNoWayBack,
                PlanFile = FullPath(build.PlanFile),
                ReleaseId = build.ReleaseId,
                Runbook = FullPath(build.Runbook),
                Kubeconfig = FullPath(build.Kubeconfig),
            },
            Translator = translator,
            Output = TextWriter.Synchronized(new RedactingWriter(translator == Translator.English ? output : new TranslatingWriter(output, translator), redactor)),
            Screen = screen,
            Json = json is null ? null : new RedactingWriter(json, redactor),
            Columns = columns,
            Redactor = redactor,
            Time = TimeProvider.System,
            Runner = RunnerIdentity.Read(),
            NewToken = () => RandomNumberGenerator.GetHexString(20, lowercase: true),
            TemporaryDirectory = build.TemporaryDirectory,
            SetExitCode = code => build.ExitCode = code,
            Targets = [.. build.InvokedTargets.Select(target => target.Name)],
            SandboxOptions = build.SandboxReset ? ["--reset"] : [],
        };
    }

    /// <summary>The language of whoever sits before the terminal; English where another was asked for that is not spoken.</summary>
    public static Translator Language(IReleaseTargets build) => Language(build.Language);

    /// <summary>The same, before there is a build.</summary>
    /// <param name="asked">The value of <c>--language</c>; null when nobody gave one.</param>
    public static Translator Language(string? asked) => SpokenLanguage.Of(asked, Environment.GetEnvironmentVariable) ?? Translator.English;

#pragma warning disable RS0030 // The one place where the product meets the console; everything else is handed a writer.
    static TextWriter ErrorOutput => Console.Error;

    // The screen is the session's to dispose of; standard output stays open.
    static (TextWriter Output, LiveScreen? Screen, int Columns) OpenTerminal(bool onServer)
    {
        var traits = TerminalTraits.Of(Console.IsOutputRedirected, OperatingSystem.IsWindows(), onServer, Environment.GetEnvironmentVariable);
        var screen = traits.IsLive ? new LiveScreen(Console.Out, () => new WindowSize(Console.WindowWidth, Console.WindowHeight), traits, TimeProvider.System) : null;
        return (screen ?? Console.Out, screen, Console.IsOutputRedirected ? int.MaxValue : Math.Max(Console.WindowWidth, LeastColumns));
    }
#pragma warning restore RS0030

    // Whether a value came from parameters.json alone is not something that an engine tells.
    static bool IsGiven(string parameter) =>
        Environment.GetCommandLineArgs().Skip(1).Any(argument => Name(argument) == parameter)
        || Environment.GetEnvironmentVariables().Keys.OfType<string>().Any(name => Key(name) == parameter || Key(name) == "nuke" + parameter);

    static string Name(string argument) => argument.StartsWith('-') ? Key(argument.Split('=')[0]) : "";

    static string Key(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);
}
