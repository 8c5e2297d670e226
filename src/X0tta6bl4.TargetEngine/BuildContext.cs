using System.Collections;
using System.Collections.Immutable;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Parameters;

namespace Nuke.Common;

/// <summary>
/// What one process has once: arguments, root, host. NUKE's API is static here, so there is one static instance, made on first use.
/// </summary>
internal sealed class BuildContext
{
    static BuildContext? current;

    BuildContext(ImmutableArray<string> arguments, IDictionary environment)
    {
        Arguments = arguments;
        Sources = new ParameterSources(CommandLine.Parse(arguments), environment, Environment.CurrentDirectory);
        Host = FindHost(Sources);
        Root = FindRoot(Sources);
        Sources.ReadFile(Root);
        Verbosity = Read<Verbosity?>(EngineParameters.Verbosity) ?? Verbosity.Normal;
    }

    /// <exception cref="UsageException">An option is wrong, or no root directory can be found.</exception>
    public static BuildContext Current =>
        current ??= new BuildContext([.. Environment.GetCommandLineArgs().Skip(1)], Environment.GetEnvironmentVariables());

    public ImmutableArray<string> Arguments { get; }

    public ParameterSources Sources { get; }

    public AbsolutePath Root { get; }

    public Host Host { get; set; }

    public Verbosity Verbosity { get; set; }

    /// <summary>The parameters of the build, from before it is created: its constructor may ask for them.</summary>
    public ParameterValues? Values { get; set; }

    public TimeProvider Time { get; } = TimeProvider.System;

    static Host FindHost(ParameterSources sources)
    {
        if (sources.Find(EngineParameters.Host) is not { } raw)
            return Hosts.Detect();
        var name = (string)ParameterConversion.ConvertOrThrow(raw, typeof(string), null)!;
        return Hosts.ByName(name)
            ?? throw new UsageException(ParameterConversion.NotAllowed(raw, name, Hosts.Names));
    }

    static AbsolutePath FindRoot(ParameterSources sources)
    {
        if (sources.Find(EngineParameters.Root) is not { } raw)
        {
            return Upwards(Environment.CurrentDirectory) ?? Upwards(AppContext.BaseDirectory)
                ?? throw new UsageException(
                    $"No directory '.nuke' in {Environment.CurrentDirectory} or above it. "
                    + "Create one at the root of the repository, or give --root DIRECTORY.");
        }

        // As in NUKE, --root without a value is the working directory.
        var given = raw.Values.Length == 0 ? "." : (string)ParameterConversion.ConvertOrThrow(raw, typeof(string), null)!;
        var directory = Path.GetFullPath(given);
        return Directory.Exists(directory)
            ? AbsolutePath.Create(directory)
            : throw new UsageException($"{raw.Source} is '{directory}', which is no directory.");
    }

    static AbsolutePath? Upwards(string start)
    {
        for (var directory = start; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Directory.Exists(Path.Join(directory, ".nuke")))
                return AbsolutePath.Create(directory);
        }

        return null;
    }

    T? Read<T>(ParameterDeclaration parameter) =>
        Sources.Find(parameter) is { } raw ? (T?)ParameterConversion.ConvertOrThrow(raw, parameter.Type, parameter.Separator) : default;
}
