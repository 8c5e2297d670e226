using System.Reflection;
using Nuke.Common.CI;
using Nuke.Common.IO;

namespace Nuke.Common;

public abstract partial class NukeBuild
{
    /// <summary>
    /// The root directory: <c>--root</c>, else <c>NUKE_ROOT</c>, else the nearest directory with <c>.nuke</c> from the working directory
    /// upwards, else from the program upwards.
    /// </summary>
    public static AbsolutePath RootDirectory => BuildContext.Current.Root;

    /// <summary>The directory <c>.nuke/temp</c> in the root; it exists.</summary>
    public static AbsolutePath TemporaryDirectory =>
        AbsolutePath.Create(Directory.CreateDirectory(RootDirectory / ".nuke" / "temp").FullName);

    /// <summary>The file of the build program, if there is one.</summary>
    public static AbsolutePath? BuildAssemblyFile =>
        Assembly.GetEntryAssembly()?.Location is { Length: > 0 } location ? AbsolutePath.Create(location) : null;

    /// <summary>The directory of the build program.</summary>
    public static AbsolutePath? BuildAssemblyDirectory => BuildAssemblyFile?.Parent;

    /// <summary>The project of the build, if the program lies below its directory.</summary>
    public static AbsolutePath? BuildProjectFile
    {
        get
        {
            for (var directory = BuildAssemblyDirectory; directory is not null; directory = directory.Parent)
            {
                if (Directory.EnumerateFiles(directory, "*.csproj").FirstOrDefault() is { } project)
                    return AbsolutePath.Create(project);
            }

            return null;
        }
    }

    /// <summary>The directory of the build's project, if the program lies below it.</summary>
    public static AbsolutePath? BuildProjectDirectory => BuildProjectFile?.Parent;

    /// <summary>How much is printed. Default <see cref="Verbosity.Normal"/>.</summary>
    public static Verbosity Verbosity
    {
        get => BuildContext.Current.Verbosity;
        set => BuildContext.Current.Verbosity = value;
    }

    /// <summary>Where the build runs.</summary>
    public static Host Host
    {
        get => BuildContext.Current.Host;
        set => BuildContext.Current.Host = value;
    }

    /// <summary>Whether the build runs outside a known build server.</summary>
    public static bool IsLocalBuild => !IsServerBuild;

    /// <summary>Whether the build runs on a known build server.</summary>
    public static bool IsServerBuild => Host is IBuildServer;
}
