using System.Reflection;
using System.Runtime.CompilerServices;

namespace X0tta6bl4.Release.Conventions.Reading;

/// <summary>The compiled projects of src.</summary>
static class SourceAssemblies
{
    /// <summary>The assembly of every project of src. A project that this one does not reference cannot be loaded, and fails the tests with its name.</summary>
    public static IReadOnlyList<Assembly> All { get; } = [.. ProjectFile.All("src").Select(project => Assembly.Load(project.Name))];

    /// <summary>Those with our own API; the engine's API is NUKE's.</summary>
    public static IEnumerable<Assembly> Ours => All.Where(assembly => assembly.GetName().Name!.StartsWith("X0tta6bl4.Release", StringComparison.Ordinal));

    /// <summary>Types that somebody wrote.</summary>
    public static IEnumerable<Type> Written(this Assembly assembly) => assembly.GetTypes().Where(type => !IsGenerated(type));

    /// <summary>Methods that somebody wrote in this very type.</summary>
    public static IEnumerable<MethodInfo> WrittenMethods(this Type type) => type.GetMethods(Declared).Where(method => !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !method.Name.Contains('<', StringComparison.Ordinal));

    public const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.Contains('<', StringComparison.Ordinal) || (type.DeclaringType is { } outer && IsGenerated(outer));
}
